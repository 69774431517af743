import { defineText } from './text.ts';

/** What to do where, in the system a site is made with: a key is a task of audit/advice.ts and a maker of audit/platform.ts. */
export const recipesText = defineText({
  id: {
    footer_wordpress:
      'Buka Tampilan > Widget (atau Tampilan > Editor > Bagian Templat > Footer), tambahkan blok Daftar berisi tautan itu, lalu Simpan.',
    footer_joomla:
      'Buka Content > Site Modules > New > Custom, isi tautannya, pilih posisi footer, dan tampilkan di semua halaman.',
    footer_opensid:
      'Buka Admin Web > Media Sosial untuk akun, dan Admin Web > Widget > Tambah Widget (Dinamis) untuk tautan lain, lalu aktifkan.',
    footer_codeigniter:
      'Buka berkas templat kaki halaman (biasanya application/views/.../footer.php atau app/Views/.../footer.php) dan tambahkan tautannya.',
    footer_blogger: 'Buka Tata Letak > Footer > Tambahkan Gadget > Daftar Link, isi tautannya, lalu Simpan.',
    footer_html: 'Tambahkan tautan di bagian <footer> setiap berkas .html, lalu unggah kembali.',
    head_wordpress:
      'Untuk judul dan deskripsi pasang plugin Yoast SEO; untuk potongan kode pasang plugin WPCode, lalu tempel di Code Snippets > Header & Footer > Header.',
    head_joomla:
      'Judul dan deskripsi: System > Global Configuration > Site > Metadata. Potongan kode: System > Site Templates, buka index.php, tempel sebelum </head>.',
    head_opensid:
      'Perbarui OpenSID dan tema ke versi terbaru; bila memakai tema sendiri, tempel potongan kode di berkas kepala temanya sebelum </head>.',
    head_codeigniter:
      'Buka berkas templat kepala halaman (biasanya views/.../header.php), tempel di antara <head> dan </head>.',
    head_blogger: 'Buka Tema > Edit HTML, tempel tepat setelah <head>. Deskripsi: Setelan > Tag meta.',
    head_html: 'Buka setiap berkas .html, tempel di antara <head> dan </head>, lalu unggah kembali.',
    sitemap_wordpress:
      'Pasang Yoast SEO lalu aktifkan XML sitemaps (Settings > Site features). Tanggalnya mengikuti tulisan dengan sendirinya.',
    sitemap_joomla:
      'Pasang ekstensi OSMap atau JSitemap, buat sitemap dari menu utama, dan sertakan tanggal perubahan.',
    sitemap_opensid:
      'Perbarui OpenSID ke versi terbaru, lalu pastikan /sitemap.xml terbuka dan menyebut alamat situs ini.',
    sitemap_codeigniter:
      'Tambahkan rute sitemap.xml yang menulis alamat halaman dari basis data beserta lastmod dari kolom tanggal ubahnya.',
    sitemap_blogger:
      'Blogger membuat /sitemap.xml sendiri. Buka Setelan > Crawler dan pengindeksan, pastikan robots.txt khusus tidak menutupnya.',
    sitemap_html:
      'Buat sitemap.xml dengan pembuat sitemap gratis, unggah ke folder utama, dan buat ulang tiap ada perubahan.',
    feed_wordpress:
      'Umpan sudah ada di /feed. Bila tidak diumumkan, hapus plugin atau kode tema yang mematikannya, lalu terbitkan berita.',
    feed_joomla:
      'Buat menu berjenis Category Blog, buka tab Integration, setel Show a Feed Link ke Show, lalu terbitkan berita.',
    feed_opensid: 'Umpan OpenSID ada di /feed. Umumkan di kepala tema dan terbitkan artikel secara teratur.',
    feed_codeigniter:
      'Tambahkan rute yang menulis berita terbaru sebagai RSS, umumkan dengan <link rel="alternate" type="application/rss+xml">.',
    feed_blogger: 'Buka Setelan > Feed situs > Izinkan feed blog: Penuh, lalu terbitkan kabar.',
    feed_html:
      'Tulis berkas feed.xml berisi berita terbaru dan umumkan dengan <link rel="alternate"> di halaman depan.',
    images_wordpress:
      'Pasang plugin gambar (mis. EWWW atau Converter for Media) agar menjadi WebP, plugin cache (mis. LiteSpeed Cache), dan hapus slider yang berat.',
    images_joomla:
      'System > Global Configuration > System > Cache: nyalakan. Nyalakan Gzip di tab Server. Perkecil gambar sebelum diunggah.',
    images_opensid:
      'Perkecil gambar artikel dan galeri (lebar 1200 px, WebP) sebelum diunggah; kurangi slider dan widget.',
    images_codeigniter:
      'Perkecil gambar saat diunggah (Image Manipulation), beri loading="lazy" pada gambar bawah, dan defer pada skrip.',
    images_blogger: 'Pakai tema ringan, kurangi gadget, dan unggah gambar paling lebar 1200 px.',
    images_html: 'Ubah gambar menjadi WebP selebar yang tampil, beri loading="lazy" dan ukuran width serta height.',
    content_wordpress:
      'Buka Pos atau Laman yang disebut bukti dan perbaiki. Teks alternatif gambar diisi di Media > Pustaka. Plugin Broken Link Checker membantu mencari tautan rusak.',
    content_joomla: 'Buka Content > Articles, cari halaman pada bukti, perbaiki tautan dan isi Image Description.',
    content_opensid: 'Buka Admin Web > Artikel, Menu, atau Galeri, cari yang disebut bukti, lalu perbaiki.',
    content_codeigniter: 'Perbaiki isi di panel admin situs; bila ada di templat, ubah berkas view-nya.',
    content_blogger: 'Buka Postingan atau Halaman yang disebut bukti; teks alternatif diisi dengan mengetuk gambarnya.',
    content_html: 'Buka berkas .html yang disebut bukti, perbaiki, lalu unggah kembali.',
    layout_wordpress:
      'Tampilan > Sesuaikan > CSS Tambahan: atur elemen pada bukti, mis. img, table { max-width: 100% }.',
    layout_joomla: 'System > Site Templates, buka css/user.css (buat bila belum ada), atur elemen pada bukti.',
    layout_opensid:
      'Pilih tema resmi yang responsif; bila memakai tema sendiri, atur elemen pada bukti di CSS temanya.',
    layout_codeigniter: 'Buka berkas CSS templat di folder assets atau public, atur elemen yang disebut bukti.',
    layout_blogger: 'Tema > Sesuaikan > Lanjutan > Tambahkan CSS: atur elemen yang disebut bukti.',
    layout_html: 'Buka berkas CSS, atur elemen pada bukti, mis. img, table { max-width: 100% }.',
    search_wordpress:
      'Tambahkan blok Pencarian di kepala halaman (Tampilan > Editor > Header, atau Tampilan > Widget).',
    search_joomla:
      'Nyalakan plugin Smart Search, jalankan Components > Smart Search > Index, lalu pasang modul Smart Search.',
    search_opensid: 'Pakai tema yang menampilkan kotak pencarian artikel, lalu coba cari satu kata dari situs.',
    search_codeigniter: 'Tambahkan formulir GET dan halaman hasil yang mencari judul dan isi di basis data.',
    search_blogger: 'Tata Letak > Tambahkan Gadget > Kotak Penelusuran.',
    search_html: 'Tambahkan pencarian statis (mis. Pagefind) yang menampilkan hasil di halaman situs sendiri.',
    notFound_wordpress:
      'Hapus plugin yang mengalihkan 404 ke beranda (mis. 404 to Homepage), lalu simpan ulang Pengaturan > Permalink.',
    notFound_joomla:
      'System > Manage > Plugins: matikan pengalihan ke beranda; buat error.php pada templat bila perlu.',
    notFound_opensid: 'Perbarui OpenSID dan hapus aturan .htaccess yang mengantar semua alamat ke beranda.',
    notFound_codeigniter:
      'Setel 404_override (application/config/routes.php) atau set404Override, dan panggil show_404() bila data kosong.',
    notFound_blogger: 'Setelan > Error dan pengalihan: hapus pengalihan khusus ke beranda, isi pesan 404.',
    notFound_html:
      'Buat 404.html dan setel ErrorDocument 404 /404.html; hapus aturan yang mengantar semua alamat ke beranda.',
    httpLinks_wordpress:
      'Pengaturan > Umum: ubah kedua alamat menjadi https. Lalu ganti http:// alamat situs dengan plugin Better Search Replace.',
    httpLinks_joomla:
      'Global Configuration > Server > Force HTTPS: Entire Site, lalu perbaiki alamat pada modul dan artikel di bukti.',
    httpLinks_opensid:
      'Setel alamat situs ke https di config, lalu perbaiki alamat pada widget dan artikel yang disebut bukti.',
    httpLinks_codeigniter: 'Setel base_url ke https:// dan ganti http:// di berkas view serta isi basis data.',
    httpLinks_blogger: 'Setelan > HTTPS: nyalakan pengalihan, lalu ganti http:// di Tema > Edit HTML.',
    httpLinks_html: 'Cari http:// di semua berkas dan ganti menjadi https://.',
    clean_wordpress:
      'Cadangkan, perbarui inti, tema, dan plugin; hapus pengguna dan plugin asing; pindai dengan Wordfence; ganti semua kata sandi.',
    clean_joomla: 'Cadangkan, perbarui Joomla dan ekstensi, hapus berkas dan pengguna asing, ganti semua kata sandi.',
    clean_opensid: 'Cadangkan, pasang ulang OpenSID versi terbaru, periksa folder desa/upload, ganti semua kata sandi.',
    clean_codeigniter:
      'Pulihkan kode dari salinan bersih, larang PHP di folder unggahan, periksa basis data, ganti semua kata sandi.',
    clean_blogger:
      'Periksa Tema > Edit HTML dan gadget, hapus sisipan, keluarkan admin asing, ganti kata sandi Google.',
    clean_html: 'Ganti semua berkas dengan salinan bersih, hapus berkas asing, ganti kata sandi FTP dan panel hosting.',
    files_wordpress: 'Media > Tambah: unggah CSV atau XLSX (bukan hanya PDF), lalu tautkan di satu laman "Data".',
    files_joomla: 'Content > Media atau pengaya unduhan: unggah CSV atau XLSX, lalu tautkan di satu artikel "Data".',
    files_opensid: 'Admin Web > Dokumen: unggah CSV atau XLSX, lalu tautkan dari menu "Data".',
    files_codeigniter: 'Unggah CSV atau XLSX ke folder unduhan dan tautkan dari satu halaman "Data".',
    files_blogger: 'Unggah data ke portal Satu Data, lalu tautkan datasetnya dari satu Halaman "Data".',
    files_html: 'Unggah CSV atau XLSX ke folder data/ dan tautkan dari satu halaman "Data".',
    scripts_wordpress:
      'Perbarui atau matikan plugin yang berkasnya disebut bukti; coba satu per satu sampai galat hilang.',
    scripts_joomla: 'Perbarui atau matikan ekstensi yang berkasnya disebut bukti.',
    scripts_opensid: 'Perbarui OpenSID dan tema; matikan widget yang berkasnya disebut bukti.',
    scripts_codeigniter: 'Perbaiki urutan skrip (jQuery paling dahulu) dan alamat berkas yang hilang di templat.',
    scripts_blogger: 'Hapus gadget atau skrip di Tema > Edit HTML yang disebut bukti.',
    scripts_html: 'Perbaiki alamat berkas yang hilang dan urutan <script> yang disebut bukti.',
  },
  en: {
    footer_wordpress:
      'Open Appearance > Widgets (or Appearance > Editor > Template parts > Footer), add a List block with these links, and save.',
    footer_joomla:
      'Open Content > Site Modules > New > Custom, fill in the links, choose the footer position and show it on all pages.',
    footer_opensid:
      'Open Admin Web > Media Sosial for accounts and Admin Web > Widget > Tambah Widget (Dinamis) for other links, then activate it.',
    footer_codeigniter:
      'Open the footer template (usually application/views/.../footer.php or app/Views/.../footer.php) and add the links.',
    footer_blogger: 'Open Layout > Footer > Add a Gadget > Link List, fill in the links and save.',
    footer_html: 'Add the links to the <footer> of every .html file and upload them again.',
    head_wordpress:
      'For title and description install Yoast SEO; for snippets install WPCode and paste under Code Snippets > Header & Footer > Header.',
    head_joomla:
      'Title and description: System > Global Configuration > Site > Metadata. Snippets: System > Site Templates, open index.php, paste before </head>.',
    head_opensid:
      'Update OpenSID and its theme; with a theme of your own, paste the snippet into its head file before </head>.',
    head_codeigniter: 'Open the head template (usually views/.../header.php) and paste between <head> and </head>.',
    head_blogger: 'Open Theme > Edit HTML and paste right after <head>. Description: Settings > Meta tags.',
    head_html: 'Open every .html file, paste between <head> and </head>, and upload them again.',
    sitemap_wordpress:
      'Install Yoast SEO and turn on XML sitemaps (Settings > Site features). Dates then follow the posts by themselves.',
    sitemap_joomla: 'Install OSMap or JSitemap, make a sitemap of the main menu and include the dates of change.',
    sitemap_opensid: 'Update OpenSID, then make sure that /sitemap.xml opens and names this site’s addresses.',
    sitemap_codeigniter:
      'Add a route sitemap.xml that writes the pages’ addresses from the database with lastmod from their date of change.',
    sitemap_blogger:
      'Blogger makes /sitemap.xml itself. Under Settings > Crawlers and indexing make sure a custom robots.txt does not close it.',
    sitemap_html:
      'Make sitemap.xml with a free generator, upload it to the main folder, and make it anew with every change.',
    feed_wordpress:
      'The feed is at /feed. If it is not advertised, remove the plugin or theme code that turns it off, then publish news.',
    feed_joomla:
      'Make a menu item of type Category Blog, set Show a Feed Link to Show under Integration, then publish news.',
    feed_opensid: 'OpenSID’s feed is at /feed. Advertise it in the theme’s head and publish articles regularly.',
    feed_codeigniter:
      'Add a route that writes the latest news as RSS and advertise it with <link rel="alternate" type="application/rss+xml">.',
    feed_blogger: 'Open Settings > Site feed > Allow blog feed: Full, then publish news.',
    feed_html: 'Write a feed.xml with the latest news and advertise it with <link rel="alternate"> on the home page.',
    images_wordpress:
      'Install an image plugin (e.g. EWWW or Converter for Media) for WebP, a cache plugin (e.g. LiteSpeed Cache), and remove heavy sliders.',
    images_joomla:
      'System > Global Configuration > System > Cache: on. Gzip on under Server. Shrink pictures before uploading.',
    images_opensid:
      'Shrink pictures of articles and galleries (1200 px wide, WebP) before uploading; fewer sliders and widgets.',
    images_codeigniter:
      'Shrink pictures on upload (Image Manipulation), loading="lazy" on those further down, defer on scripts.',
    images_blogger: 'Use a light theme, fewer gadgets, and pictures at most 1200 px wide.',
    images_html: 'Turn pictures into WebP as wide as shown, with loading="lazy" and width and height.',
    content_wordpress:
      'Open the posts or pages named in the evidence and mend them. Alternative texts: Media > Library. Broken Link Checker helps to find dead links.',
    content_joomla: 'Open Content > Articles, find the page in the evidence, mend links and fill in Image Description.',
    content_opensid: 'Open Admin Web > Artikel, Menu or Galeri, find what the evidence names, and mend it.',
    content_codeigniter: 'Mend the content in the site’s admin; where it is in the template, change the view file.',
    content_blogger: 'Open the posts or pages in the evidence; tap a picture to fill in its alternative text.',
    content_html: 'Open the .html file in the evidence, mend it and upload it again.',
    layout_wordpress:
      'Appearance > Customize > Additional CSS: style the element in the evidence, e.g. img, table { max-width: 100% }.',
    layout_joomla:
      'System > Site Templates, open css/user.css (make it if absent) and style the element in the evidence.',
    layout_opensid: 'Choose an official responsive theme; with your own, style the element in the evidence in its CSS.',
    layout_codeigniter: 'Open the template’s CSS in assets or public and style the element in the evidence.',
    layout_blogger: 'Theme > Customize > Advanced > Add CSS: style the element in the evidence.',
    layout_html: 'Open the CSS file and style the element in the evidence, e.g. img, table { max-width: 100% }.',
    search_wordpress: 'Add a Search block to the header (Appearance > Editor > Header, or Appearance > Widgets).',
    search_joomla:
      'Turn on the Smart Search plugin, run Components > Smart Search > Index, then place the Smart Search module.',
    search_opensid: 'Use a theme that shows the article search box, then try a word from the site.',
    search_codeigniter: 'Add a GET form and a result page that looks through titles and texts in the database.',
    search_blogger: 'Layout > Add a Gadget > Blog Search.',
    search_html: 'Add a static search (e.g. Pagefind) that shows results on the site itself.',
    notFound_wordpress:
      'Remove plugins that redirect 404 to the home page (e.g. 404 to Homepage), then save Settings > Permalinks again.',
    notFound_joomla:
      'System > Manage > Plugins: turn off redirects to the home page; add error.php to the template if needed.',
    notFound_opensid: 'Update OpenSID and remove .htaccess rules that lead every address to the home page.',
    notFound_codeigniter:
      'Set 404_override (application/config/routes.php) or set404Override, and call show_404() when there is no data.',
    notFound_blogger:
      'Settings > Errors and redirects: remove custom redirects to the home page, fill in the 404 message.',
    notFound_html: 'Make 404.html and set ErrorDocument 404 /404.html; remove rules that lead every address home.',
    httpLinks_wordpress:
      'Settings > General: both addresses to https. Then replace the site’s http:// with Better Search Replace.',
    httpLinks_joomla:
      'Global Configuration > Server > Force HTTPS: Entire Site, then mend addresses in the modules and articles named.',
    httpLinks_opensid:
      'Set the site’s address to https in config, then mend addresses in the widgets and articles named.',
    httpLinks_codeigniter: 'Set base_url to https:// and replace http:// in views and database content.',
    httpLinks_blogger: 'Settings > HTTPS: turn on the redirect, then replace http:// in Theme > Edit HTML.',
    httpLinks_html: 'Find http:// in all files and replace it with https://.',
    clean_wordpress:
      'Back up, update core, themes and plugins; remove unknown users and plugins; scan with Wordfence; change all passwords.',
    clean_joomla: 'Back up, update Joomla and extensions, remove unknown files and users, change all passwords.',
    clean_opensid: 'Back up, install the newest OpenSID anew, look through desa/upload, change all passwords.',
    clean_codeigniter:
      'Restore the code from a clean copy, forbid PHP in upload folders, look through the database, change all passwords.',
    clean_blogger:
      'Look through Theme > Edit HTML and gadgets, remove what was injected, remove unknown admins, change the Google password.',
    clean_html: 'Replace all files with a clean copy, remove unknown files, change FTP and hosting passwords.',
    files_wordpress: 'Media > Add: upload CSV or XLSX (not PDF alone), then link them on one page "Data".',
    files_joomla: 'Content > Media or a download extension: upload CSV or XLSX, then link them in one article "Data".',
    files_opensid: 'Admin Web > Dokumen: upload CSV or XLSX, then link them from a menu "Data".',
    files_codeigniter: 'Upload CSV or XLSX to a download folder and link them from one page "Data".',
    files_blogger: 'Upload the data to the Satu Data portal, then link the datasets from one page "Data".',
    files_html: 'Upload CSV or XLSX to a folder data/ and link them from one page "Data".',
    scripts_wordpress:
      'Update or turn off the plugin whose file the evidence names; one by one until the error is gone.',
    scripts_joomla: 'Update or turn off the extension whose file the evidence names.',
    scripts_opensid: 'Update OpenSID and its theme; turn off the widget whose file the evidence names.',
    scripts_codeigniter: 'Mend the order of scripts (jQuery first) and the addresses of missing files in the template.',
    scripts_blogger: 'Remove the gadget or the script in Theme > Edit HTML that the evidence names.',
    scripts_html: 'Mend the addresses of missing files and the order of <script> that the evidence names.',
  },
});
