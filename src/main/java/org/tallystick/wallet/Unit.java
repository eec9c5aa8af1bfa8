package org.tallystick.wallet;

/**
 * What is owed in: an equivalent.
 *
 * @param code such as {@code HOUR}
 * @param precision its decimals, 0 to 8
 */
public record Unit(String code, int precision) {}
