// Photos: drawn anew at most 1600 px wide or high and 300 KB big, so nothing but the picture is left (no place, no device).
import { commandID } from "./element.js";
import { digest } from "./visit-crypto.js";
import { isFull, room } from "./visit-space.js";
import { limits } from "./visit-record.js";

const longest = 1_600;
const largest = 300 * 1_024;

export async function compress(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    return await reduced(picture);
  } finally {
    // Some 50 MB each for a good camera; an album of forty would not fit into a phone.
    picture.close();
  }
}

async function reduced(picture) {
  let [side, quality] = [Math.min(longest, Math.max(picture.width, picture.height)), 0.82];
  for (;;) {
    const blob = await drawn(picture, side, quality);
    if (blob.size <= largest || side < 200) return blob.arrayBuffer();
    if (quality > 0.55) quality -= 0.12;
    else side = Math.round(side * 0.8);
  }
}

function drawn(picture, side, quality) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * scale)));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/jpeg", quality);
  });
}

// One after the other, with a sentence for each that was not taken over; the record is not left before the last one.
export const addPhotos = (keeper, files, { of, tell = () => {} } = {}) => keeper.during(async () => {
  const problems = [];
  for (const [index, file] of [...files].entries()) {
    tell(index + 1);
    problems.push(await addPhoto(keeper, file, of));
  }
  return [...new Set(problems.filter(Boolean))];
});

// Answers a sentence when the photo was not taken over; what was there before is untouched.
async function addPhoto(keeper, file, of = "visit") {
  const { visit } = keeper;
  if (visit.body.photos.length >= limits.photos) return tooMany;
  const bytes = await compress(file).catch(() => undefined);
  if (!bytes) return `“${file.name}”不是能识别的图片。`;
  if (await room() < bytes.byteLength * 2 + (2 << 20)) return full;
  const photo = {
    id: commandID(), sha256: await digest(bytes), bytes: bytes.byteLength, of,
    takenAt: new Date(file.lastModified || Date.now()).toISOString(), caption: "",
  };
  try {
    await keeper.vault.put("photo", photo.id, bytes);
  } catch (error) {
    if (isFull(error)) return full;
    throw error;
  }
  // Another picker may have filled the last place meanwhile, and the problem may be gone.
  if (visit.body.photos.length >= limits.photos) {
    await keeper.vault.remove(["photo", photo.id]);
    return tooMany;
  }
  await keeper.change(({ body }) => {
    if (!body.problems.some((problem) => problem.id === of)) photo.of = "visit";
    body.photos = [...body.photos, photo];
  });
  return undefined;
}

const tooMany = `一次督导最多${limits.photos}张照片。`;

export const full = "手机存储空间不够，这张照片没有存下；已经填写的内容不受影响。请先发送或删除旧记录、清理手机空间。";

export const removePhoto = (keeper, id) => keeper.change(
  ({ body }) => { body.photos = body.photos.filter((photo) => photo.id !== id); }, [], [["photo", id]]);
