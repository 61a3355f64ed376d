import type { ProblemTexts } from './problem-texts.ts'

export const itemsProblems: ProblemTexts = {
  'item.account_closed': {
    id: 'Akun {network} {handle} sedang tidak dapat dipakai. Pilih akun lain.',
    en: 'The account {handle} on {network} cannot be used now. Choose another.',
  },
  'item.account_not_yours': {
    id: 'Akun ini bukan milik perwakilan ini.',
    en: 'This account does not belong to this mission.',
  },
  'item.account_twice': { id: 'Akun yang sama terpilih dua kali.', en: 'The same account is chosen twice.' },
  'item.account_unsettled': {
    id: 'Akun {network} {handle} belum disahkan sebagai akun resmi.',
    en: 'The account {handle} on {network} is not confirmed as official yet.',
  },
  'item.already_out': {
    id: 'Kiriman ini sudah terbit, jadi teksnya tidak bisa diubah. Buat ralat bila perlu.',
    en: 'This item is published, so its text cannot change. Write a correction if needed.',
  },
  'item.alt_too_short': {
    id: 'Jelaskan gambar ke-{image} dengan paling sedikit {min} huruf; sekarang {actual}.',
    en: 'Describe picture {image} in at least {min} characters; it has {actual}.',
  },
  'item.approved_already': { id: 'Kiriman ini sudah disetujui.', en: 'This item is approved already.' },
  'item.changed_meanwhile': {
    id: 'Orang lain menyimpan kiriman ini lebih dulu (revisi {theirs}, Anda membuka revisi {yours}). Teks Anda belum tersimpan dan tidak hilang; bandingkan keduanya, lalu simpan lagi.',
    en: 'Someone saved this item first (revision {theirs}, you opened {yours}). Your text is not saved and not lost; compare both, then save again.',
  },
  'item.embargoed': {
    id: 'Kit ini diembargo sampai {until}. Anda boleh menyiapkannya; kiriman ditahan sampai saat itu.',
    en: 'This kit is under embargo until {until}. You may prepare it; it is held until then.',
  },
  'item.fact_newer': {
    id: 'Fakta “{name}” berubah menjadi {value} sesudah teks ini ditulis. Sesuaikan teksnya, lalu simpan.',
    en: 'The fact “{name}” became {value} after this text was written. Adjust the text, then save.',
  },
  'item.fact_expired': {
    id: 'Fakta “{name}” ({value}) sudah lewat masa berlakunya. Pastikan masih benar sebelum terbit.',
    en: 'The fact “{name}” ({value}) has expired. Make sure it still holds before it goes out.',
  },
  'item.fact_changed': {
    id: 'Fakta dalam kiriman ini berubah: {reason} Perbaiki teksnya; kiriman yang belum terbit ditahan sampai itu.',
    en: 'A fact in this item has changed: {reason} Mend the text; what is not out is held until then.',
  },
  'item.kit_amended': {
    id: 'Pusat mengubah kit ini: {reason} Sesuaikan teksnya; kiriman yang belum terbit ditahan sampai itu.',
    en: 'Headquarters amended this kit: {reason} Adjust the text; what is not out is held until then.',
  },
  'item.kit_withdrawn': {
    id: 'Pusat menarik kit ini: {reason} Kiriman ini tidak terbit selama memakai kit itu; teksnya tetap tersimpan.',
    en: 'Headquarters withdrew this kit: {reason} This item does not go out while it belongs to it; its text is safe.',
  },
  'item.kit_declined': {
    id: 'Perwakilan Anda menolak kit ini. Ubah jawabannya dulu bila ingin memakainya.',
    en: 'Your mission declined this kit. Change the answer first to use it.',
  },
  'item.language_twice': { id: 'Bahasa {value} tertulis dua kali.', en: 'The language {value} is there twice.' },
  'item.media_expired': {
    id: 'Izin gambar atau film ke-{image} berakhir {on}. Ganti dengan yang lain.',
    en: 'The licence of picture or film {image} ends on {on}. Use another.',
  },
  'item.media_rights_open': {
    id: 'Lisensi, kredit, atau persetujuan orang pada gambar atau film ke-{image} belum dicatat. Lengkapi di pustaka.',
    en: 'Licence, credit or consent of persons is not written down for picture or film {image}. Add it in the library.',
  },
  'item.media_twice': { id: 'Gambar yang sama terpasang dua kali.', en: 'The same picture is attached twice.' },
  'item.media_withdrawn': {
    id: 'Orang pada gambar atau film ke-{image} menarik persetujuannya. Ganti dengan yang lain.',
    en: 'A person in picture or film {image} has withdrawn consent. Use another.',
  },
  'item.needs_adjustment': {
    id: 'Versi {language} perlu disesuaikan: naskah induk berubah sesudahnya.',
    en: 'The {language} version needs adjusting: the master changed after it.',
  },
  'item.narrative_over': {
    id: 'Narasi “{title}” sudah lewat masa berlakunya. Pastikan pesannya masih posisi kementerian.',
    en: 'The narrative “{title}” is past its days. Make sure that it still is the ministry’s position.',
  },
  'item.narrative_over_because': {
    id: 'Narasi “{title}” dipakai di luar masa berlakunya, dengan alasan: {reason}',
    en: 'The narrative “{title}” is used outside its days, because: {reason}',
  },
  'item.no_account': { id: 'Pilih paling sedikit satu akun.', en: 'Choose at least one account.' },
  'item.no_action': { id: 'Tulis langkah berikutnya bagi pembaca.', en: 'Say what the reader should do next.' },
  'item.no_audience': { id: 'Tulis untuk siapa kiriman ini.', en: 'Say whom this is for.' },
  'item.no_benefit': { id: 'Tulis manfaatnya bagi mereka.', en: 'Say what they gain.' },
  'item.no_gist': {
    id: 'Tulis ringkasan makna versi {language} dalam bahasa Indonesia, agar penyetuju tahu isinya.',
    en: 'Sum up the {language} version in Indonesian, so that the approver knows what it says.',
  },
  'item.no_master': {
    id: 'Tulis naskah induk (bahasa {language}).',
    en: 'Write the master text (language {language}).',
  },
  'item.no_objective': {
    id: 'Pilih paling sedikit satu sasaran: untuk apa kiriman ini?',
    en: 'Choose at least one objective: what is this for?',
  },
  'item.no_text': {
    id: 'Teks bahasa {language} untuk {network} {handle} belum ada.',
    en: 'There is no text in {language} for {handle} on {network}.',
  },
  'item.no_time': {
    id: 'Pilih waktu terbit menurut jam perwakilan.',
    en: 'Choose the time of publishing by the clock of the mission.',
  },
  'item.no_translator': {
    id: 'Tulis nama penerjemah versi {language}.',
    en: 'Name the translator of the {language} version.',
  },
  'item.not_found': { id: 'Kiriman ini tidak ada.', en: 'There is no such item.' },
  'item.not_ready': {
    id: 'Kiriman belum bisa diajukan: {count} hal lagi. Drafnya tersimpan; lengkapi isian yang ditandai.',
    en: 'The item cannot be submitted yet: {count} things are left. The draft is safe; fill in the marked fields.',
  },
  'item.objective_twice': { id: 'Sasaran yang sama terpilih dua kali.', en: 'The same objective is chosen twice.' },
  'item.objective_unknown': { id: 'Sasaran {code} tidak berlaku.', en: 'The objective {code} does not hold.' },
  'item.time_impossible': { id: 'Waktu {time} tidak ada di kalender.', en: 'There is no such time as {time}.' },
  'item.time_past': {
    id: 'Waktu terbit sudah lewat. Kiriman terbit segera setelah disetujui.',
    en: 'The planned time has passed. It goes out as soon as it is approved.',
  },
  'item.weights_not_1': {
    id: 'Bobot sasaran berjumlah {sum} %. Buat jumlahnya 100 %.',
    en: 'The weights sum to {sum} %. Make them 100 %.',
  },
  'item.withdrawn': {
    id: 'Kiriman ini sudah ditarik dan tidak bisa diubah.',
    en: 'This item was withdrawn and cannot change.',
  },
  'item.write_not_yours': {
    id: 'Kiriman ditulis oleh orang perwakilan itu sendiri. Tidak ada yang tersimpan.',
    en: 'Items are written by the people of that mission. Nothing was saved.',
  },
  'item.zone_unknown': {
    id: 'Zona waktu “{zone}” tidak dikenal. Tidak ada yang tersimpan; pilih zona dari daftar.',
    en: 'The time zone “{zone}” is not known. Nothing was saved; choose one from the list.',
  },
  'page.cursor': {
    id: 'Penanda halaman tidak dikenal. Mulai lagi dari halaman pertama.',
    en: 'This page mark is not known. Begin at the first page.',
  },
  'risk.core_changed': {
    id: 'Inti kit diubah dalam teks bahasa {language}.',
    en: 'The locked core was changed in the {language} text.',
  },
  'risk.core_translated': {
    id: 'Inti kit diterjemahkan sendiri ke bahasa {language}; pusat belum punya versi bahasa ini.',
    en: 'The locked core was translated into {language} by the mission; headquarters has no version of it.',
  },
  'risk.flagged': { id: 'Ditandai sensitif oleh penulis: {reason}', en: 'Marked as sensitive by its author: {reason}' },
  'risk.forbidden_words': {
    id: 'Teks bahasa {language} memuat yang tidak boleh disebut: “{words}”.',
    en: 'The {language} text says what must not be said: “{words}”.',
  },
  'risk.missing_words': {
    id: 'Pastikan teks bahasa {language} menyebut “{words}”.',
    en: 'Make sure the {language} text says “{words}”.',
  },
  'risk.policy': {
    id: 'Penulis menandainya sebagai pernyataan kebijakan atau untuk khalayak luas.',
    en: 'Its author marked it as speaking for policy or to a wide public.',
  },
  'variant.alt_not_kept': {
    id: '{network} tidak menyimpan teks alternatif gambar ke-{image}.',
    en: '{network} does not keep the text alternative of picture {image}.',
  },
  'variant.alt_too_long': {
    id: 'Teks alternatif gambar ke-{image} terlalu panjang untuk {network}: {actual} dari {limit}.',
    en: 'The text alternative of picture {image} is too long for {network}: {actual} of {limit}.',
  },
  'variant.hashtags_too_many': {
    id: '{network} menerima paling banyak {limit} tagar; ada {actual}.',
    en: '{network} takes at most {limit} hashtags; there are {actual}.',
  },
  'variant.image_fitted': {
    id: 'Gambar ke-{image} disesuaikan untuk {network} tanpa dipotong; hasilnya ikut disetujui.',
    en: 'Picture {image} is fitted for {network} without cutting; the result is what is approved.',
  },
  'variant.image_type': {
    id: '{network} tidak menerima jenis gambar ke-{image}.',
    en: '{network} does not take the type of picture {image}.',
  },
  'variant.images_too_many': {
    id: '{network} menerima paling banyak {limit} gambar; ada {actual}.',
    en: '{network} takes at most {limit} pictures; there are {actual}.',
  },
  'variant.link_not_clickable': {
    id: 'Tautan di teks {network} tidak bisa diketuk.',
    en: 'A link in the text on {network} cannot be tapped.',
  },
  'variant.links_too_many': {
    id: '{network} menerima paling banyak {limit} tautan; ada {actual}.',
    en: '{network} takes at most {limit} links; there are {actual}.',
  },
  'variant.media_missing': { id: '{network} perlu gambar atau film.', en: '{network} needs a picture or film.' },
  'variant.text_empty': {
    id: 'Teks untuk {network} {handle} masih kosong.',
    en: 'The text for {handle} on {network} is empty.',
  },
  'variant.text_too_long': {
    id: 'Teks untuk {network} {handle} lebih {over} huruf ({actual} dari {limit}). Pendekkan.',
    en: 'The text for {handle} on {network} is {over} characters too long ({actual} of {limit}). Shorten it.',
  },
  'variant.text_too_long_bytes': {
    id: 'Teks untuk {network} {handle} lebih {over} byte ({actual} dari {limit}). Pendekkan.',
    en: 'The text for {handle} on {network} is {over} bytes too long ({actual} of {limit}). Shorten it.',
  },
  'variant.title_missing': { id: '{network} perlu judul.', en: '{network} needs a title.' },
  'variant.title_too_long': {
    id: 'Judul untuk {network} lebih {over} huruf ({actual} dari {limit}).',
    en: 'The title for {network} is {over} characters too long ({actual} of {limit}).',
  },
  'variant.video_alt_not_kept': {
    id: '{network} tidak menyimpan teks alternatif film; ceritakan isinya di teks.',
    en: '{network} keeps no text alternative of a film; say in the text what it shows.',
  },
  'variant.video_by_hand': {
    id: 'Film ke {network} belum dikirim lewat sambungan. Lepas akun ini dari tulisan, lalu terbitkan di {network} sendiri dan catat tautannya.',
    en: 'Films to {network} are not sent by the connection yet. Take this account off the item, publish at {network} itself and log its link.',
  },
  'variant.video_missing': { id: '{network} hanya menerima film.', en: '{network} takes films only.' },
  'variant.video_not_taken': { id: '{network} tidak menerima film.', en: '{network} takes no films.' },
  'variant.video_ratio': {
    id: 'Bentuk film tidak cocok untuk {network} (lebar dibagi tinggi {actual}, batasnya {limit}).',
    en: 'The shape of the film does not fit {network} (width by height {actual}, limit {limit}).',
  },
  'variant.video_too_large': {
    id: 'Film terlalu besar untuk {network}: {actual} dari {limit} byte. Perkecil dengan aplikasi kamera Anda.',
    en: 'The film is too large for {network}: {actual} of {limit} bytes. Make it smaller with your camera app.',
  },
  'variant.video_too_long': {
    id: 'Film terlalu panjang untuk {network}: {actual} dari {limit} detik.',
    en: 'The film is too long for {network}: {actual} of {limit} seconds.',
  },
  'variant.video_too_many': {
    id: '{network} menerima satu film tiap tulisan; ada {actual}.',
    en: '{network} takes one film a post; there are {actual}.',
  },
  'variant.video_too_short': {
    id: 'Film terlalu pendek untuk {network}: {actual} dari paling sedikit {limit} detik.',
    en: 'The film is too short for {network}: {actual} of at least {limit} seconds.',
  },
  'variant.video_too_small': {
    id: 'Film terlalu kecil untuk {network}: sisi pendeknya {actual} dari paling sedikit {limit} piksel.',
    en: 'The film is too small for {network}: its short side is {actual} of at least {limit} pixels.',
  },
  'variant.video_type': {
    id: '{network} tidak menerima jenis film ini.',
    en: '{network} does not take this type of film.',
  },
  'variant.video_with_images': {
    id: '{network} tidak menerima film bersama gambar. Pilih salah satu.',
    en: '{network} takes no film together with pictures. Choose one of them.',
  },
  'item.plan_decided': {
    id: 'Kiriman ini sudah diajukan, jadi waktunya diubah dari penyuntingnya; penelaahan dimulai lagi. Tidak ada yang berubah.',
    en: 'This item is submitted, so its time is changed in its editor and the review begins again. Nothing was changed.',
  },
}
