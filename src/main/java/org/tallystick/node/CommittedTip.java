package org.tallystick.node;

/** The last forced block in three figures. */
record CommittedTip(long height, int epoch, long timestampMs) {}
