/**
 * What clipboards, browsers and programs call a picture that has no name, in the languages of Europe and the
 * larger ones elsewhere. A screenshot with its date is not among them: that name says something.
 */
export const genericWords: ReadonlySet<string> = new Set(
  [
    'image, picture, pic, img, photo, snapshot, untitled, unnamed, noname, no name, blob, file',
    'clipboard, clipboard image, image from clipboard, paste, pasted, pasted image, pasted graphic',
    'screenshot, screen shot, screen capture, screen clipping, capture, snip',
    'bild, foto, grafik, unbenannt, ohne titel, ohne namen, datei, zwischenablage, bild aus zwischenablage',
    'eingefügtes bild, eingefügte grafik, bildschirmfoto, bildschirmaufnahme, bildschirmausschnitt',
    'image collée, photo collée, graphique collé, presse-papiers, image du presse-papiers, sans titre, sans nom',
    "capture d’écran, capture d'écran, capture écran, copie d’écran, copie d'écran, fichier",
    'imagen, fotografía, fotografia, imagen pegada, gráfico pegado, portapapeles, imagen del portapapeles',
    'captura, captura de pantalla, pantallazo, sin título, sin titulo, sin nombre, archivo',
    'תמונה, תצלום, צילום, צילום מסך, לכידת מסך, לוח, תמונה מהלוח, תמונה שהודבקה, ללא שם, ללא כותרת, קובץ',
    'afbeelding, naamloos',
    'imagem, sem título, sem titulo, sem nome, imatge, immagine, senza titolo, senza nome',
    'billede, unavngivet, bilde, uten navn, namnlös, kuva, nimetön, mynd, pilt, attēls, paveikslėlis',
    'obraz, obrazek, bez tytułu, bez nazwy, obrázek, bez názvu, obrázok, slika, brez imena, bez naziva',
    'kép, névtelen, imagine, fără titlu, fără nume, изображение, картинка, рисунок, без имени, безымянный',
    'без названия, зображення, без назви, слика, εικόνα, χωρίς τίτλο, resim, görüntü, adsız, isimsiz',
    'صورة, بدون عنوان, بدون اسم, تصویر, بدون نام',
    '画像, 無題, 名称未設定, 图像, 图片, 无标题, 未命名, 圖片, 圖像, 影像, 無標題, 이미지, 그림, 제목 없음, 이름 없음',
    'चित्र, छवि, ছবি, ภาพ, รูปภาพ, hình ảnh, gambar, imej, larawan',
  ].flatMap((line) => line.normalize('NFC').split(', ')),
);
