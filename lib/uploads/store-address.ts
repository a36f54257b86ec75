/**
 * Hosts of S3 by the forms AWS documents: a bucket before it or in the path, the region in it or not, and the
 * dual-stack and accelerated ones. Of all that ends in amazonaws.com, most are machines that anybody can rent.
 */
const s3 = /^(?:[a-z0-9.-]+\.)?s3\.(?:(?:dualstack\.)?[a-z]{2}(?:-[a-z]+)+-\d{1,2}\.)?amazonaws\.com$/;
const accelerated = /^[a-z0-9.-]+\.s3-accelerate\.(?:dualstack\.)?amazonaws\.com$/;
/** BioT's own hosts. */
const own = /^(?:[a-z0-9-]+\.)+biot-med\.com$/;

/** Whether bytes may go to an address: https on a host of the store's, no port, no user, nothing internal. */
export function isStore(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const { protocol, hostname, port, username, password } = url;
  const plain = protocol === 'https:' && port === '' && username === '' && password === '';
  return plain && [s3, accelerated, own].some((hosts) => hosts.test(hostname));
}
