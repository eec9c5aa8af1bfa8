package org.tallystick.http;

/**
 * What is wrong with one part of what was sent.
 *
 * @param field which, such as {@code policy.daily_limit}; empty for the whole
 * @param what a word: missing, unknown, type, length, pattern, value, range, many
 */
public record Problem(String field, String what) {}
