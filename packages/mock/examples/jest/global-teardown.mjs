export default async function teardown() {
  await globalThis.sandboxMock.close();
}
