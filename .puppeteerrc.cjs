// The browser is found or installed by scripts/setup.mjs; a failed download here would fail `npm ci`.
module.exports = { skipDownload: true };
