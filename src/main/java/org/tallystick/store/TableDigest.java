package org.tallystick.store;

/**
 * What is in one table, in short: two projections of the same chain have the same digests.
 *
 * @param table its name
 * @param rows how many rows it has
 * @param digest the SHA-256 of each row, added up modulo 2^256, in hexadecimal: the order of reading does not matter
 */
public record TableDigest(String table, long rows, String digest) {}
