/**
 * Runs inside the page: makes numbers of 16 digits unreadable before a picture is taken, since identity numbers are
 * never kept. More readily than in texts, where the structure of the number is looked at: a picture is not judged.
 */
export function veilNumbers(): void {
  const sixteen = /(?<!\d)(?:\d{16}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}|\d{6}([ .-])\d{6}\2\d{4})(?!\d)/g;
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    if (text.search(sixteen) === -1 || node.parentElement?.closest('script,style')) continue;
    node.nodeValue = text.replace(sixteen, (number) => number.replace(/\d/g, 'X'));
  }
}
