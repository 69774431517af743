import { defineText } from './text.ts';

/** What to do in the panel or server that a site is served by: a key is a hosting task of audit/advice.ts and a hosting of audit/platform.ts. */
export const hostingRecipesText = defineText({
  id: {
    certificate_cpanel:
      'cPanel: buka SSL/TLS Status, centang domain ini, lalu Run AutoSSL. Sertifikat lalu diperbarui sendiri.',
    certificate_nginx: 'nginx: jalankan certbot --nginx -d <domain>; pakai fullchain.pem agar rantainya lengkap.',
    certificate_cloudflare:
      'Cloudflare: SSL/TLS > Overview pilih Full (strict), dan pasang Origin Certificate di server asal.',
    redirect_cpanel: 'cPanel: buka Domains, lalu nyalakan Force HTTPS Redirect untuk domain ini.',
    redirect_nginx: 'nginx: di server { listen 80; } tulis return 301 https://$host$request_uri; lalu muat ulang.',
    redirect_cloudflare: 'Cloudflare: SSL/TLS > Edge Certificates, nyalakan Always Use HTTPS.',
    headers_cpanel:
      'cPanel: buka File Manager, berkas .htaccess di public_html, tambahkan baris Header always set untuk tiap tajuk yang belum ada.',
    headers_nginx:
      'nginx: tambahkan add_header <nama> "<nilai>" always; untuk tiap tajuk yang belum ada, lalu muat ulang.',
    headers_cloudflare:
      'Cloudflare: Rules > Transform Rules > Managed Transforms, nyalakan Add security headers; HSTS di SSL/TLS > Edge Certificates.',
    uptime_cpanel:
      'cPanel: cocokkan jam gangguan dengan Metrics > Resource Usage dan Errors; minta batas dinaikkan bila tercapai.',
    uptime_nginx:
      'nginx: cocokkan jam gangguan dengan error.log dan catatan PHP-FPM; naikkan pm.max_children bila habis.',
    uptime_cloudflare: 'Cloudflare: lihat Analytics > HTTP status. Kode 52x berarti server asal yang tidak menjawab.',
    cache_cpanel: 'cPanel: buka Optimize Website, pilih Compress All Content; nyalakan LiteSpeed Cache bila ada.',
    cache_nginx: 'nginx: nyalakan gzip on; dan expires 30d; untuk gambar, CSS, dan skrip.',
    cache_cloudflare: 'Cloudflare: Speed > Optimization nyalakan Brotli; Caching > Browser Cache TTL setel 1 bulan.',
  },
  en: {
    certificate_cpanel:
      'cPanel: open SSL/TLS Status, tick this domain and Run AutoSSL. It renews by itself from then on.',
    certificate_nginx: 'nginx: run certbot --nginx -d <domain>; use fullchain.pem so that the chain is complete.',
    certificate_cloudflare:
      'Cloudflare: under SSL/TLS > Overview choose Full (strict) and install an Origin Certificate on the origin server.',
    redirect_cpanel: 'cPanel: open Domains and turn on Force HTTPS Redirect for this domain.',
    redirect_nginx: 'nginx: in server { listen 80; } write return 301 https://$host$request_uri; and reload.',
    redirect_cloudflare: 'Cloudflare: SSL/TLS > Edge Certificates, turn on Always Use HTTPS.',
    headers_cpanel:
      'cPanel: open File Manager, the file .htaccess in public_html, and add a Header always set line for each missing header.',
    headers_nginx: 'nginx: add add_header <name> "<value>" always; for each missing header and reload.',
    headers_cloudflare:
      'Cloudflare: Rules > Transform Rules > Managed Transforms, turn on Add security headers; HSTS under SSL/TLS > Edge Certificates.',
    uptime_cpanel:
      'cPanel: compare the times with Metrics > Resource Usage and Errors; ask for higher limits if they were reached.',
    uptime_nginx: 'nginx: compare the times with error.log and PHP-FPM’s log; raise pm.max_children if it ran out.',
    uptime_cloudflare: 'Cloudflare: see Analytics > HTTP status. Codes 52x mean that the origin server did not answer.',
    cache_cpanel:
      'cPanel: open Optimize Website, choose Compress All Content; turn on LiteSpeed Cache where there is one.',
    cache_nginx: 'nginx: turn on gzip on; and expires 30d; for pictures, CSS and scripts.',
    cache_cloudflare: 'Cloudflare: Speed > Optimization, turn on Brotli; Caching > Browser Cache TTL, set 1 month.',
  },
});
