import { describe, expect, it } from 'vitest';
import { isStore } from '../../../lib/uploads/store-address.ts';

describe('an address', () => {
  it.each([
    'https://biot-upload.s3.amazonaws.com/f1?X-Amz-Signature=abc',
    'https://biot-upload.s3.eu-central-1.amazonaws.com/f1',
    'https://biot-upload.s3-accelerate.dualstack.amazonaws.com/f1',
    'https://s3.us-east-1.amazonaws.com/biot-upload/f1',
    'https://s3.dualstack.us-west-2.amazonaws.com/biot-upload/f1',
    'https://biot-upload.s3.dualstack.us-gov-west-1.amazonaws.com/f1',
    'https://biot.upload.s3.ap-southeast-2.amazonaws.com/f1',
    'https://biot-upload.s3-accelerate.amazonaws.com/f1',
    'https://files.dev.customer.biot-med.com/f1',
    'https://S3.AmazonAWS.com/b/f1',
    'https://s3.amazonaws.com:443/b/f1',
    'https://s3.amazonaws.com\\@evil.example/f1',
  ])('%s may have bytes', (url) => expect(isStore(url)).toBe(true));

  it.each([
    ['without encryption', 'http://s3.amazonaws.com/b'],
    ['of a socket', 'wss://s3.amazonaws.com/b'],
    ['inside a blob', 'blob:https://s3.amazonaws.com/b'],
    ['of data', 'data:text/plain,s3.amazonaws.com'],
    ['of a file', 'file://s3.amazonaws.com/b'],
    ['of a script', 'javascript:"https://s3.amazonaws.com"'],
    ['of this machine', 'https://localhost/s3.amazonaws.com'],
    ['of IPv4', 'https://127.0.0.1/b'],
    ['of cloud metadata', 'https://169.254.169.254/latest/meta-data'],
    ['of IPv4 as a number', 'https://2130706433/b'],
    ['of IPv4 in hexadecimal', 'https://0x7f000001/b'],
    ['of IPv6', 'https://[::1]/b'],
    ['of IPv6 around IPv4', 'https://[::ffff:169.254.169.254]/b'],
    ['of another port', 'https://s3.amazonaws.com:8443/b'],
    ['of the port of another protocol', 'https://s3.amazonaws.com:80/b'],
    ['with a user', 'https://nurse@s3.amazonaws.com/b'],
    ['with a user and a password', 'https://nurse:secret@s3.amazonaws.com/b'],
    ['with a password alone', 'https://:secret@s3.amazonaws.com/b'],
    ['of a rented machine', 'https://ec2-52-1-2-3.compute-1.amazonaws.com/b'],
    ['of a rented load balancer', 'https://evil-1.eu-west-1.elb.amazonaws.com/b'],
    ['of a rented gateway', 'https://abc.execute-api.eu-west-1.amazonaws.com/b'],
    ['of a website kept in the store', 'https://evil.s3-website-us-east-1.amazonaws.com/b'],
    ['of a rented machine named after the store', 'https://s3.evil.amazonaws.com/b'],
    ['of a machine in a region named after the store', 'https://x.s3.eu-west-1.evil.amazonaws.com/b'],
    ['that only contains the store', 'https://nots3.amazonaws.com/b'],
    ['of no bucket that is accelerated', 'https://s3-accelerate.amazonaws.com/b'],
    ['that is none', 'not an address'],
    ['of BioT’s website itself', 'https://biot-med.com/b'],
    ['with the store for a user', 'https://s3.amazonaws.com@evil.example/b'],
    ['with the store for a password', 'https://x:s3.amazonaws.com@evil.example/b'],
    ['that only ends in the same letters', 'https://evil-amazonaws.com/b'],
    ['that only begins like it', 'https://s3.amazonaws.com.evil.example/b'],
    ['that has it in its path', 'https://evil.example/s3.amazonaws.com'],
    ['that has it in its query', 'https://evil.example/?h=.amazonaws.com'],
    ['that has it in its hash', 'https://evil.example/#.amazonaws.com'],
    ['of another top-level domain', 'https://s3.amazonaws.co/b'],
    ['with a dot too many', 'https://s3.amazonaws.com./b'],
    ['with a dot too few', 'https://s3.amazonawsxcom/b'],
    ['with a Cyrillic letter', 'https://s3.\u0430mazonaws.com/b'],
    ['with a hyphen too many', 'https://api.biot--med.com/b'],
  ])('%s may have none: %s', (_, url) => expect(isStore(url)).toBe(false));

  it('in Latin letters of full width is the same address', () => {
    expect(isStore('https://s3.\uff41mazonaws.com/b')).toBe(true);
  });
});
