/**
 * A practice community: invented people and shops, their lines of trust, and some weeks of their lives, lived through a real
 * node whose clock is made to run. The same seed gives the same people, lines and payments. Everything belongs to the thread
 * that uses it.
 */
@NullMarked
package org.tallystick.app.town;

import org.jspecify.annotations.NullMarked;
