package org.tallystick.ui.control;

/**
 * A label with its value. A value.
 *
 * @param label what it is
 * @param value short enough to be shown
 * @param whole what is copied; empty where there is nothing to copy
 */
public record Fact(String label, String value, String whole) {}
