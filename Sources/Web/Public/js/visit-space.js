// Room on the device: asked for once to be kept, and looked at before anything big is stored.
export async function room() {
  const { quota, usage } = await navigator.storage?.estimate?.().catch(() => ({})) ?? {};
  return quota === undefined ? Infinity : Math.max(0, quota - usage);
}

// What browsers say when nothing more fits: the quota is used up, or the disk itself is full.
export const isFull = (error) => ["QuotaExceededError", "DataError", "UnknownError"].includes(error?.name);

export const scarce = 50 << 20;

// Browsers may clear a site's storage when space is short, unless they were asked not to.
export const persist = async () =>
  await navigator.storage?.persisted?.() || await navigator.storage?.persist?.().catch(() => false) || false;

export async function spaceText() {
  const { quota, usage } = await navigator.storage?.estimate?.().catch(() => ({})) ?? {};
  return quota === undefined ? "浏览器没有说明" : `已用${megabytes(usage)}，还可用${megabytes(quota - usage)}`;
}

const megabytes = (bytes) => `${Math.max(0, bytes / (1 << 20)).toFixed(bytes < (10 << 20) ? 1 : 0)} MB`;
