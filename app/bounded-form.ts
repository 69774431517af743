/**
 * The form of a request, or null when its body is longer than `most` bytes: nothing beyond is read, whatever the request
 * said of its length.
 */
export async function boundedForm(request: Request, most: number): Promise<FormData | null> {
  if (Number(request.headers.get('Content-Length') ?? 0) > most) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length > most) {
      await reader?.cancel();
      return null;
    }
    parts.push(read.value);
  }
  const type = request.headers.get('Content-Type') ?? '';
  return new Response(new Blob(parts as BlobPart[]), { headers: { 'Content-Type': type } }).formData();
}
