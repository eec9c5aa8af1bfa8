/**
 * Measurements that anybody can run on their own machine: {@code bench payments}. They make a throw-away node in a folder of
 * their own, use loopback and disk of this machine only, and end by themselves. Submitters are virtual threads made here.
 */
@NullMarked
package org.tallystick.app.bench;

import org.jspecify.annotations.NullMarked;
