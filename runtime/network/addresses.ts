import { BlockList, isIP } from "node:net";

/**
 * Addresses that are not of the public internet: this machine, its neighbours, the services that clouds put on link-local
 * addresses, and what is reserved. https://www.iana.org/assignments/iana-ipv4-special-registry and its sister for IPv6.
 */
const blocked4 = blockList("ipv4", [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24],
  ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
]);
/** Of IPv6 only what is handed out is public; these parts of it are not, or hold an address of IPv4 in them. */
const public6 = blockList("ipv6", [["2000::", 3]]);
const blocked6 = blockList("ipv6", [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]]);

/** @param address as the system's resolver gives it */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked4.check(address, "ipv4");
  // Written inside IPv6 an address of IPv4 would be another name for it; none of those lies in 2000::/3.
  return family === 6 && !address.includes("%") && public6.check(address, "ipv6") && !blocked6.check(address, "ipv6");
}

function blockList(family: "ipv4" | "ipv6", nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
}
