/** Sentences of refusal by key: what happened, what is safe, what next. Gaps as `{name}`. Keys sorted by room. */
export const problemTexts: Readonly<Record<string, { readonly id: string; readonly en: string }>> = {
  // any room
  input: {
    id: 'Ada isian yang belum sesuai. Tidak ada yang tersimpan; perbaiki isian yang ditandai.',
    en: 'Some fields do not fit. Nothing was saved; mend the marked fields.',
  },
  internal: {
    id: 'Selaras gagal menjalankan ini. Isian Anda tidak berubah; coba sekali lagi.',
    en: 'Selaras could not do this. Nothing was changed; try once more.',
  },
  report: { id: 'Sebutkan nomor {report} saat melapor.', en: 'Give number {report} when you report it.' },
  too_large: {
    id: 'Kiriman ini terlalu besar: teks paling banyak 1 MB, gambar paling banyak 2 MB.',
    en: 'This is too large: text up to 1 MB, pictures up to 2 MB.',
  },
  unsupported: { id: 'Jenis berkas ini tidak diterima.', en: 'This kind of file is not accepted.' },
  too_many: {
    id: 'Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.',
    en: 'Too many tries. Wait a moment and try again.',
  },
  foreign_origin: {
    id: 'Permintaan ini datang dari halaman lain, jadi tidak dijalankan. Buka Selaras lalu ulangi di sana.',
    en: 'This request came from another page, so it was not carried out. Open Selaras and repeat it there.',
  },
  not_found: { id: 'Halaman atau data ini tidak ada.', en: 'There is no such page or record.' },
  unauthenticated: { id: 'Masuk dulu untuk melanjutkan.', en: 'Sign in to go on.' },
  // accounts
  'account.not_found': { id: 'Akun ini tidak ada.', en: 'There is no such account.' },
  'account.not_yours': {
    id: 'Peran Anda tidak mencakup tindakan ini pada akun perwakilan tersebut.',
    en: 'Your role does not cover this act for accounts of that mission.',
  },
  'account.unknown_network': {
    id: 'Jaringan “{network}” belum dikenal. Tambahkan profilnya di platforms.json.',
    en: 'Network “{network}” is not known yet. Add its profile to platforms.json.',
  },
  'account.not_a_handle': {
    id: '“{handle}” tidak bisa menjadi nama akun di {network}. Tempel tautan profilnya saja.',
    en: '“{handle}” cannot be an account on {network}. Paste the link of its profile instead.',
  },
  'account.already_registered': {
    id: '{handle} di {network} sudah tercatat.',
    en: '{handle} on {network} is registered already.',
  },
  'account.no_such_move': {
    id: 'Akun berstatus {from} tidak bisa langsung menjadi {to}.',
    en: 'An account that is {from} cannot become {to} directly.',
  },
  'account.own_proposal': {
    id: 'Akun yang Anda usulkan sendiri harus disetujui orang lain.',
    en: 'An account you proposed yourself must be approved by someone else.',
  },
  'account.not_active': {
    id: 'Hanya akun aktif yang bisa disambungkan; akun ini {status}.',
    en: 'Only an active account can be connected; this one is {status}.',
  },
  'account.sample_connects_nowhere': {
    id: 'Ini data contoh, jadi tidak tersambung ke jaringan mana pun. Pilih “Mulai sungguhan” dulu.',
    en: 'This is sample data, so it connects to no network. Choose “Start for real” first.',
  },
  'account.by_hand': {
    id: 'Di {network} kiriman diterbitkan sendiri oleh petugas; tidak ada yang perlu disambungkan.',
    en: 'On {network} an officer publishes by hand; there is nothing to connect.',
  },
  'account.connect_auth': {
    id: 'Jaringan menolak nama atau sandi aplikasi itu. Tidak ada yang tersimpan; periksa lalu coba lagi. ({detail})',
    en: 'The network refused that name or app password. Nothing was stored; check it and try again. ({detail})',
  },
  'account.connect_account': {
    id: 'Jaringan menolak akun ini. Tidak ada yang tersimpan. ({detail})',
    en: 'The network refused this account. Nothing was stored. ({detail})',
  },
  'account.connect_network': {
    id: 'Jaringan tidak menjawab. Tidak ada yang tersimpan; coba lagi sebentar. ({detail})',
    en: 'The network did not answer. Nothing was stored; try again shortly. ({detail})',
  },
  // messages
  'message.not_found': { id: 'Pesan ini tidak ada.', en: 'There is no such message.' },
  'message.label_not_yours': {
    id: 'Hanya pelaksana dan kepala perwakilan itu yang dapat mengubah label pesannya. Label tetap seperti semula.',
    en: 'Only the officers and the head of that mission may change its labels. The label stays as it was.',
  },
  'message.unknown_objective': {
    id: 'Tidak ada sasaran “{code}”. Label tetap seperti semula; pilih sasaran dari daftar.',
    en: 'There is no objective “{code}”. The label stays as it was; choose one from the list.',
  },
  'message.page_gone': {
    id: 'Daftar ini sudah berubah. Muat ulang dari awal.',
    en: 'This list has changed. Load it again from the start.',
  },
  // missions
  'mission.not_found': { id: 'Perwakilan ini tidak ada.', en: 'There is no such mission.' },
  'mission.change_not_yours': {
    id: 'Hanya perumus strategi dan admin pusat yang dapat mengubah data perwakilan.',
    en: 'Only strategists and administrators at headquarters may change a mission.',
  },
  'mission.closes_before_opening': {
    id: 'Tanggal tutup ({closed}) harus sesudah tanggal buka ({opened}).',
    en: 'The closing date ({closed}) must come after the opening date ({opened}).',
  },
  // people
  'people.access_ended': {
    id: 'Akses Anda sudah berakhir. Data Anda aman; hubungi admin bila ini keliru.',
    en: 'Your access has ended. Your data are safe; ask an administrator if this is a mistake.',
  },
  'people.current_password_wrong': {
    id: 'Kata sandi sekarang tidak cocok. Kata sandi lama tetap berlaku; coba lagi.',
    en: 'The current password does not fit. The old one still holds; try again.',
  },
  'people.email_taken': {
    id: 'Alamat surel ini sudah dipakai orang lain. Tidak ada yang tersimpan; pakai alamat lain.',
    en: 'This e-mail address belongs to somebody else. Nothing was saved; use another.',
  },
  'people.grant_ends_before_start': {
    id: 'Hari terakhir peran mendahului hari pertamanya. Tidak ada yang tersimpan; perbaiki tanggalnya.',
    en: 'The last day of the role comes before its first. Nothing was saved; mend the dates.',
  },
  'people.grant_not_found': { id: 'Peran ini tidak ada pada orang itu.', en: 'This person holds no such role.' },
  'people.last_administrator': {
    id: 'Ini admin pusat terakhir, jadi perannya tidak dicabut. Angkat admin lain dulu.',
    en: 'This is the last administrator, so the role stays. Appoint another one first.',
  },
  'people.list_not_yours': {
    id: 'Hanya admin dan auditor pusat yang dapat melihat daftar orang.',
    en: 'Only administrators and auditors at headquarters may see the list of people.',
  },
  'people.not_found': { id: 'Orang ini tidak ada.', en: 'There is no such person.' },
  'people.not_yours': {
    id: 'Hanya admin pusat yang dapat mengubah orang dan peran.',
    en: 'Only administrators at headquarters may change people and roles.',
  },
  'people.sample_closed': {
    id: 'Ruang contoh sudah ditutup. Masuk dengan surel dan kata sandi Anda.',
    en: 'The sample workspace is closed. Sign in with your e-mail and password.',
  },
  'people.sample_person_fixed': {
    id: 'Orang contoh dipakai bersama, jadi nama, surel, dan sandinya tetap.',
    en: 'Persons of the sample are shared, so their name, e-mail and password stay as they are.',
  },
  'people.scope_unknown': {
    id: 'Cakupan {kind} "{value}" tidak ada. Tidak ada yang tersimpan; pilih cakupan lain.',
    en: 'There is no {kind} "{value}". Nothing was saved; choose another scope.',
  },
  'people.second_factor_enrolled': {
    id: 'Kode dua langkah sudah terpasang. Minta admin mencabutnya bila ponsel Anda hilang.',
    en: 'A code generator is enrolled already. Ask an administrator to remove it if your telephone is lost.',
  },
  'people.second_factor_not_enrolled': {
    id: 'Pasang kode dua langkah dulu. Setelah itu semua halaman terbuka.',
    en: 'Enrol a code generator first. After that every page opens.',
  },
  'people.second_factor_not_started': {
    id: 'Pemasangan kode dua langkah belum dimulai. Mulai lagi dari awal.',
    en: 'Enrolment has not been started. Begin again.',
  },
  'people.second_factor_required': {
    id: 'Masukkan kode enam angka dari aplikasi autentikator Anda.',
    en: 'Enter the six-digit code of your authenticator.',
  },
  'people.session_not_found': { id: 'Sesi ini sudah tidak ada.', en: 'This session no longer exists.' },
  'people.wrong_code': {
    id: 'Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.',
    en: 'The code does not fit or was used already. Wait for the next one and try again.',
  },
  'people.wrong_password': {
    id: 'Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.',
    en: 'E-mail or password does not fit. Check both and try again.',
  },
  // repeated creates
  'idempotency.in_flight': {
    id: 'Kiriman pertama belum selesai. Periksa dulu apakah sudah tersimpan sebelum mengirim lagi.',
    en: 'The first sending has not ended. See whether it was saved before you send again.',
  },
  'idempotency.key': {
    id: 'Idempotency-Key harus 1–128 karakter tanpa spasi. Tidak ada yang tersimpan.',
    en: 'Idempotency-Key must have 1–128 characters without spaces. Nothing was saved.',
  },
  'idempotency.other_body': {
    id: 'Kunci kiriman ini sudah dipakai untuk isi lain. Tidak ada yang tersimpan; kirim dengan kunci baru.',
    en: 'This key was used with other content. Nothing was saved; send it with a new key.',
  },
  // approvals
  'approval.blocked': {
    id: 'Ada {count} hal yang kini menghalangi penerbitan. Tidak ada yang disetujui; minta penulis memperbaikinya.',
    en: '{count} things now stand in the way of publishing. Nothing was approved; ask the author to mend them.',
  },
  'approval.comment_needed': {
    id: 'Tulis apa yang perlu diubah, paling sedikit 5 huruf. Kiriman ini belum dikembalikan.',
    en: 'Say what needs to change, at least 5 characters. The item was not returned.',
  },
  'approval.not_open_approved': {
    id: 'Kiriman ini sudah disetujui. Tidak ada yang perlu Anda lakukan.',
    en: 'This item is approved already. There is nothing left to do.',
  },
  'approval.not_open_draft': {
    id: 'Penulis sedang mengubah kiriman ini. Tunggu sampai diajukan lagi.',
    en: 'The author is changing this item. Wait until it is submitted again.',
  },
  'approval.not_open_in_review': {
    id: 'Semua persetujuan untuk teks ini sudah ada.',
    en: 'Every approval of this text is given.',
  },
  'approval.not_open_returned': {
    id: 'Kiriman ini sudah dikembalikan kepada penulisnya. Tunggu sampai diajukan lagi.',
    en: 'This item was returned to its author. Wait until it is submitted again.',
  },
  'approval.not_open_withdrawn': {
    id: 'Kiriman ini sudah ditarik. Tidak ada yang akan terbit.',
    en: 'This item was withdrawn. Nothing will be published.',
  },
  'approval.not_yours_desk': {
    id: 'Langkah ini milik meja kawasan perwakilan ini. Tidak ada yang berubah.',
    en: 'This step belongs to the regional desk of this mission. Nothing was changed.',
  },
  'approval.not_yours_mission': {
    id: 'Langkah ini milik kepala perwakilan. Tidak ada yang berubah.',
    en: 'This step belongs to the head of mission. Nothing was changed.',
  },
  'approval.own_words': {
    id: 'Anda ikut menulis teks ini, jadi orang lain yang harus menyetujuinya. Teksnya tetap menunggu.',
    en: 'You wrote part of this text, so someone else must approve it. It goes on waiting.',
  },
  'approval.second_person': {
    id: 'Anda sudah menyetujui langkah sebelumnya. Langkah ini perlu orang kedua.',
    en: 'You approved the step before. This one needs a second person.',
  },
  'approval.text_changed': {
    id: 'Naskah berubah setelah Anda membukanya, jadi persetujuan Anda tidak dipakai. Baca teks terbaru, lalu putuskan.',
    en: 'The text changed after you opened it, so your approval was not used. Read the newest text, then decide.',
  },
  // campaigns
  'campaign.accept_not_yours': {
    id: 'Penolakan diterima oleh meja kawasan perwakilan itu. Tidak ada yang berubah.',
    en: 'A refusal is accepted by the regional desk of that mission. Nothing was changed.',
  },
  'campaign.answer_not_yours': {
    id: 'Jawaban diberikan oleh pelaksana atau kepala perwakilan itu sendiri.',
    en: 'The answer is given by the officer or head of that mission.',
  },
  'campaign.changed_meanwhile': {
    id: 'Kampanye ini sudah disimpan orang lain (revisi {theirs}, Anda membuka revisi {yours}). Isian Anda belum tersimpan dan tidak hilang; bandingkan, lalu simpan lagi.',
    en: 'Someone else saved this campaign (revision {theirs}, you opened {yours}). Yours is not saved and not lost; compare, then save again.',
  },
  'campaign.core_empty': { id: 'Isi pesan inti bahasa ini.', en: 'Fill in the core message of this language.' },
  'campaign.ends_before_start': {
    id: 'Tanggal selesai tidak boleh sebelum tanggal mulai.',
    en: 'It cannot end before it starts.',
  },
  'campaign.goal_not_measurable': {
    id: 'Sebut angka yang ingin dicapai, misalnya “120 calon pembeli”.',
    en: 'Name the number to reach, such as “120 prospective buyers”.',
  },
  'campaign.language_twice': {
    id: 'Bahasa {language} tertulis dua kali.',
    en: 'The language {language} is there twice.',
  },
  'campaign.mission_unknown': {
    id: 'Perwakilan {mission} tidak ada atau sudah tutup. Kit belum dirilis.',
    en: 'There is no open mission {mission}. The kit was not released.',
  },
  'campaign.no_addressee': {
    id: 'Tidak ada perwakilan baru yang dituju. Pilih perwakilan lain.',
    en: 'No further mission is addressed. Choose others.',
  },
  'campaign.no_baseline': {
    id: 'Tulis keadaan sekarang sebagai pembanding.',
    en: 'Write down where things stand now, to compare with.',
  },
  'campaign.no_refusal': {
    id: 'Tidak ada penolakan yang menunggu di perwakilan ini.',
    en: 'No refusal of this mission waits.',
  },
  'campaign.not_addressed': {
    id: 'Kit ini tidak ditujukan kepada perwakilan ini.',
    en: 'This kit is not addressed to this mission.',
  },
  'campaign.not_found': { id: 'Kampanye ini tidak ada.', en: 'There is no such campaign.' },
  'campaign.not_ready': {
    id: 'Kampanye belum bisa dirilis: {count} hal belum lengkap. Lengkapi isian yang ditandai.',
    en: 'The campaign cannot be released yet: {count} things are missing. Fill in the marked fields.',
  },
  'campaign.not_running': {
    id: 'Kampanye ini sudah berakhir, jadi jawaban tidak berubah lagi.',
    en: 'This campaign has ended, so answers no longer change.',
  },
  'campaign.objective_unknown': { id: 'Pilih sasaran yang berlaku.', en: 'Choose an objective that holds.' },
  'campaign.one_master': {
    id: 'Pilih tepat satu bahasa sebagai induk pesan inti.',
    en: 'Choose exactly one language as the master of the core.',
  },
  'campaign.reason_needed': {
    id: 'Tulis alasan penolakan, paling sedikit {min} huruf. Jawaban Anda belum tersimpan.',
    en: 'Give the reason for declining, at least {min} characters. Your answer is not saved yet.',
  },
  'campaign.release_not_yours': {
    id: 'Hanya perumus strategi pusat yang merilis kit. Drafnya tetap tersimpan.',
    en: 'Only strategists at headquarters release a kit. The draft is safe.',
  },
  'campaign.released': {
    id: 'Kit ini sudah dirilis dan dipakai perwakilan, jadi isinya tetap. Buat kampanye baru untuk perubahan.',
    en: 'This kit is released and in use, so it stays as it is. Make a new campaign for changes.',
  },
  'campaign.target_in_embargo': {
    id: 'Waktu sasaran jatuh sebelum embargo berakhir.',
    en: 'The target time falls before the embargo ends.',
  },
  'campaign.write_not_yours': {
    id: 'Kampanye ditulis oleh perumus strategi dan redaktur pusat.',
    en: 'Campaigns are written by strategists and editors at headquarters.',
  },
  // items
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
  'item.kit_declined': {
    id: 'Perwakilan Anda menolak kit ini. Ubah jawabannya dulu bila ingin memakainya.',
    en: 'Your mission declined this kit. Change the answer first to use it.',
  },
  'item.language_twice': { id: 'Bahasa {value} tertulis dua kali.', en: 'The language {value} is there twice.' },
  'item.media_expired': {
    id: 'Izin gambar ke-{image} berakhir {on}. Ganti gambarnya.',
    en: 'The licence of picture {image} ended on {on}. Use another.',
  },
  'item.media_twice': { id: 'Gambar yang sama terpasang dua kali.', en: 'The same picture is attached twice.' },
  'item.needs_adjustment': {
    id: 'Versi {language} perlu disesuaikan: naskah induk berubah sesudahnya.',
    en: 'The {language} version needs adjusting: the master changed after it.',
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
    id: 'Inti kit diubah dalam teks {language}.',
    en: 'The locked core was changed in the {language} text.',
  },
  'risk.core_translated': {
    id: 'Inti kit diterjemahkan sendiri ke {language}; pusat belum punya versi bahasa ini.',
    en: 'The locked core was translated into {language} by the mission; headquarters has no version of it.',
  },
  'risk.flagged': { id: 'Ditandai sensitif oleh penulis: {reason}', en: 'Marked as sensitive by its author: {reason}' },
  'risk.forbidden_words': {
    id: 'Teks {language} memuat yang tidak boleh disebut: “{words}”.',
    en: 'The {language} text says what must not be said: “{words}”.',
  },
  'risk.missing_words': {
    id: 'Pastikan teks {language} menyebut “{words}”.',
    en: 'Make sure the {language} text says “{words}”.',
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
  'variant.image_ratio': {
    id: 'Bentuk gambar ke-{image} tidak cocok untuk {network} (lebar dibagi tinggi {actual}, batasnya {limit}).',
    en: 'The shape of picture {image} does not fit {network} (width by height {actual}, limit {limit}).',
  },
  'variant.image_too_large': {
    id: 'Gambar ke-{image} terlalu besar untuk {network}: {actual} dari {limit} byte.',
    en: 'Picture {image} is too large for {network}: {actual} of {limit} bytes.',
  },
  'variant.image_too_large_bytes': {
    id: 'Gambar ke-{image} terlalu besar untuk {network}: {actual} dari {limit} byte.',
    en: 'Picture {image} is too large for {network}: {actual} of {limit} bytes.',
  },
  'variant.image_too_wide': {
    id: '{network} mengecilkan gambar ke-{image} dari {actual} ke {limit} piksel.',
    en: '{network} scales picture {image} down from {actual} to {limit} pixels.',
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
  'variant.video_missing': { id: '{network} hanya menerima film.', en: '{network} takes films only.' },
  // media
  'media.broken': {
    id: 'Gambar ini rusak dan tidak bisa dibaca. Tidak ada yang tersimpan; unggah berkas aslinya.',
    en: 'This picture is damaged and cannot be read. Nothing was saved; upload the original.',
  },
  'media.fields': {
    id: 'Kredit, lisensi, atau tanggal berakhir tidak sesuai. Tidak ada yang tersimpan.',
    en: 'Credit, licence or end date does not fit. Nothing was saved.',
  },
  'media.no_file': { id: 'Pilih satu berkas gambar.', en: 'Choose one picture file.' },
  'media.not_found': { id: 'Gambar ini tidak ada.', en: 'There is no such picture.' },
  'media.too_large': {
    id: 'Gambar melebihi 2 MB. Tidak ada yang tersimpan; kecilkan lalu unggah lagi.',
    en: 'The picture is over 2 MB. Nothing was saved; make it smaller and upload again.',
  },
  'media.type': {
    id: 'Berkas ini bukan JPEG, PNG, atau WebP, apa pun namanya. Tidak ada yang tersimpan.',
    en: 'This file is no JPEG, PNG or WebP, whatever its name says. Nothing was saved.',
  },
  'media.upload_not_yours': {
    id: 'Gambar diunggah oleh orang perwakilan itu sendiri.',
    en: 'Pictures are uploaded by the people of that mission.',
  },
  // strategy
  'mix.agree_not_yours': {
    id: 'Target disepakati oleh kepala atau pelaksana perwakilan itu sendiri.',
    en: 'A mix is agreed by the head or officer of that mission.',
  },
  'mix.agree_own': {
    id: 'Anda yang mengusulkan target ini, jadi orang perwakilan yang menyepakatinya.',
    en: 'You proposed this mix, so someone of the mission must agree.',
  },
  'mix.not_100': {
    id: 'Jumlah target {sum} %, harus 100 %. Tidak ada yang tersimpan; sesuaikan ({difference}).',
    en: 'The shares sum to {sum} %, they must make 100 %. Nothing was saved; adjust them ({difference}).',
  },
  'mix.not_found': { id: 'Usulan target ini tidak ada.', en: 'There is no such proposal.' },
  'mix.not_open': {
    id: 'Usulan ini sudah disepakati atau diganti. Buka usulan terbaru.',
    en: 'This proposal is agreed or replaced. Open the newest one.',
  },
  'mix.propose_not_yours': {
    id: 'Target diusulkan oleh perumus strategi pusat.',
    en: 'A mix is proposed by strategists at headquarters.',
  },
  'mix.twice': { id: 'Sasaran {code} tertulis dua kali.', en: 'The objective {code} is there twice.' },
  'mix.unknown_objective': { id: 'Sasaran {code} tidak berlaku.', en: 'The objective {code} does not hold.' },
  'objective.change_not_yours': {
    id: 'Sasaran diubah oleh perumus strategi pusat.',
    en: 'Objectives are changed by strategists at headquarters.',
  },
  'objective.stray_parent': {
    id: 'Induk {parent} tidak ada atau membuat lingkaran. Tidak ada yang tersimpan.',
    en: 'The parent {parent} does not exist or makes a circle. Nothing was saved.',
  },
  // deliveries
  'delivery.before_embargo': {
    id: 'Waktu ini masih dalam embargo kampanye sampai {until}. Jadwal tidak berubah; pilih waktu sesudahnya.',
    en: 'This time lies inside the campaign embargo until {until}. The time stays as it was; choose a later one.',
  },
  'delivery.claimed_by_other': {
    id: '{name} sedang mengerjakannya. Agar tidak dobel, tunggu sampai dilepas atau 30 menit berlalu.',
    en: '{name} is working on it. So that it does not go out twice, wait until it is given back or 30 minutes are over.',
  },
  'delivery.due_in_past': {
    id: 'Waktu {dueLocal} ({dueZone}) sudah lewat. Jadwal tidak berubah; pilih waktu yang akan datang.',
    en: 'The time {dueLocal} ({dueZone}) is past. The time stays as it was; choose one to come.',
  },
  'delivery.is_cancelled': {
    id: 'Pengiriman ini sudah dibatalkan. Ajukan lagi kirimannya bila masih diperlukan.',
    en: 'This delivery is cancelled. Submit the item again if it is still needed.',
  },
  'delivery.is_going_out': {
    id: 'Pengiriman ini sedang berjalan, jadi tidak dapat diubah. Tunggu hasilnya sebentar.',
    en: 'This delivery is going out, so it cannot be changed. Wait a moment for the outcome.',
  },
  'delivery.is_held': {
    id: 'Ada jeda yang berlaku, jadi belum boleh diterbitkan. Tunggu jeda selesai.',
    en: 'A pause is in force, so it may not be published yet. Wait until it ends.',
  },
  'delivery.is_sent': {
    id: 'Kiriman ini sudah terbit, jadi tidak dapat diubah di sini.',
    en: 'This is out already, so it cannot be changed here.',
  },
  'delivery.is_unknown': {
    id: 'Kiriman ini mungkin sudah terbit. Tidak ada yang berubah; pastikan dulu hasilnya.',
    en: 'This may be out already. Nothing was changed; settle the outcome first.',
  },
  'delivery.link_other_account': {
    id: 'Tautan ini milik {found}, bukan {handle}. Tidak ada yang tercatat; tempel tautan dari akun {handle}.',
    en: 'This link is of {found}, not of {handle}. Nothing was recorded; paste the link from {handle}.',
  },
  'delivery.link_other_network': {
    id: 'Tautan ini dari {found}, sedangkan pengiriman ini untuk {network}. Tidak ada yang tercatat.',
    en: 'This link is from {found}, but this delivery is for {network}. Nothing was recorded.',
  },
  'delivery.link_profile': {
    id: 'Tautan ini menuju profil, bukan ke kirimannya. Buka kirimannya lalu salin tautannya.',
    en: 'This link leads to a profile, not to the post. Open the post and copy its link.',
  },
  'delivery.link_short': {
    id: 'Tautan pendek menyembunyikan tujuannya. Buka kirimannya lalu tempel tautan lengkapnya.',
    en: 'A short link hides where it leads. Open the post and paste its whole link.',
  },
  'delivery.link_unreadable': {
    id: 'Ini bukan tautan kiriman {network} yang kami kenali. Tidak ada yang tercatat; salin lagi tautannya.',
    en: 'This is no link to a post on {network} that we know. Nothing was recorded; copy the link once more.',
  },
  'delivery.link_used': {
    id: 'Tautan ini sudah tercatat untuk pengiriman lain. Periksa lagi tautan yang Anda tempel.',
    en: 'This link is already recorded for another delivery. Check the link that you pasted.',
  },
  'delivery.not_awaiting_person': {
    id: 'Pengiriman ini belum menunggu diterbitkan sendiri. Muat ulang untuk melihat keadaannya.',
    en: 'This delivery does not wait to be published by hand. Reload to see where it stands.',
  },
  'delivery.not_found': { id: 'Pengiriman ini tidak ada.', en: 'There is no such delivery.' },
  'delivery.not_needs_confirmation': {
    id: 'Pengiriman ini tidak sedang menunggu kepastian Anda. Muat ulang untuk melihat keadaannya.',
    en: 'This delivery does not wait for your word. Reload to see where it stands.',
  },
  'delivery.not_refused': {
    id: 'Pengiriman ini tidak sedang ditolak, jadi tidak ada yang perlu dicoba lagi.',
    en: 'This delivery is not refused, so there is nothing to try again.',
  },
  'delivery.not_unknown': {
    id: 'Hasil pengiriman ini sudah pasti. Muat ulang untuk melihatnya.',
    en: 'The outcome of this delivery is settled. Reload to see it.',
  },
  'delivery.not_yours': {
    id: 'Pengiriman diurus oleh pelaksana atau kepala perwakilan itu, atau redaktur pusat.',
    en: 'Deliveries are handled by the officer or head of that mission, or an editor at headquarters.',
  },
  'delivery.nothing_to_undo': {
    id: 'Tidak ada laporan terbit yang dapat ditarik. Yang dikirim Selaras sendiri tidak dapat ditarik di sini.',
    en: 'There is no report to take back. What Selaras sent itself cannot be taken back here.',
  },
  'delivery.time_impossible': {
    id: 'Tidak ada tanggal atau jam {time}. Jadwal tidak berubah; periksa waktunya.',
    en: 'There is no date or time {time}. The time stays as it was; check it.',
  },
  'delivery.too_early': {
    id: 'Kiriman yang terputus masih mungkin sampai. Agar tidak dobel, tunggu {seconds} detik lagi.',
    en: 'The call that was cut may still arrive. So that it does not go out twice, wait {seconds} more seconds.',
  },
  'delivery.undo_too_late': {
    id: 'Laporan hanya dapat ditarik dalam 10 menit. Laporkan ke redaktur pusat bila keliru.',
    en: 'A report can be taken back within 10 minutes only. Tell an editor at headquarters if it is wrong.',
  },
  'delivery.zone_unknown': {
    id: 'Zona waktu {zone} tidak dikenal. Jadwal tidak berubah; pilih zona dari daftar.',
    en: 'The time zone {zone} is not known. The time stays as it was; choose one from the list.',
  },
  'hold.ends_before_start': {
    id: 'Akhir jeda harus sesudah awalnya dan belum lewat. Tidak ada yang ditahan.',
    en: 'A hold must end after its start and not in the past. Nothing is held.',
  },
  'hold.no_such_account': {
    id: 'Akun ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such account. Nothing is held.',
  },
  'hold.no_such_campaign': {
    id: 'Kampanye ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such campaign. Nothing is held.',
  },
  'hold.no_such_item': {
    id: 'Kiriman ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such item. Nothing is held.',
  },
  'hold.no_such_mission': {
    id: 'Perwakilan ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such mission. Nothing is held.',
  },
  'hold.no_such_region': {
    id: 'Kawasan ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such region. Nothing is held.',
  },
  'hold.not_found': { id: 'Jeda ini tidak ada.', en: 'There is no such hold.' },
  'hold.not_yours': {
    id: 'Jeda ini diatur oleh pusat; kepala perwakilan menahan kiriman perwakilannya sendiri.',
    en: 'This hold is for headquarters; a head of mission holds what is of the own mission.',
  },
  // observing
  'post.log_not_yours': {
    id: 'Hanya pelaksana dan kepala perwakilan itu yang dapat mencatat kirimannya. Tidak ada yang tersimpan.',
    en: 'Only the officers and the head of that mission may record its posts. Nothing was saved.',
  },
  'post.link_unreadable': {
    id: 'Tautan ini tidak dikenali. Tidak ada yang tersimpan; salin tautan kiriman dari aplikasinya.',
    en: 'This link is not recognised. Nothing was saved; copy the link of the post from its app.',
  },
  'post.link_short': {
    id: 'Tautan pendek menyembunyikan tujuannya. Tidak ada yang tersimpan; buka tautannya, lalu tempel alamat lengkapnya.',
    en: 'A short link hides where it leads. Nothing was saved; open it and paste the full address.',
  },
  'post.link_profile': {
    id: 'Ini tautan akun, bukan kiriman. Tidak ada yang tersimpan; salin tautan dari kirimannya.',
    en: 'This is the link of an account, not of a post. Nothing was saved; copy the link of the post.',
  },
  'post.other_account': {
    id: '{handle} di {network} bukan akun perwakilan ini. Tidak ada yang tersimpan; periksa tautannya, atau catat akunnya dulu.',
    en: '{handle} on {network} is no account of this mission. Nothing was saved; check the link, or register the account first.',
  },
  'post.no_account': {
    id: 'Perwakilan ini belum punya akun {network} yang tercatat. Tidak ada yang tersimpan; catat akunnya dulu.',
    en: 'This mission has no registered account on {network}. Nothing was saved; register the account first.',
  },
  'post.which_account': {
    id: 'Tautan ini tidak menyebut akunnya. Tidak ada yang tersimpan; pilih akun {network} yang menerbitkannya.',
    en: 'The link does not say whose it is. Nothing was saved; choose the {network} account that published it.',
  },
  'post.in_the_future': {
    id: 'Waktu terbit belum tiba di perwakilan ini. Tidak ada yang tersimpan; periksa tanggal dan jamnya.',
    en: 'That time has not come yet at this mission. Nothing was saved; check date and time.',
  },
}

/** The sentence of `problem.<key>` in a language, gaps filled; the bare key where nobody has written one. */
export function sayProblem(
  locale: 'id' | 'en',
  key: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const text = problemTexts[key.replace(/^problem\./, '')]?.[locale] ?? key
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap))
}
