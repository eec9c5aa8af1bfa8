package org.tallystick.store;

/**
 * What is in one table, in short: two projections of the same chain have the same digests.
 *
 * @param table its name
 * @param rows how many rows it has
 * @param sha256 hexadecimal SHA-256 over all rows in the order of the primary key
 */
public record TableDigest(String table, long rows, String sha256) {}
