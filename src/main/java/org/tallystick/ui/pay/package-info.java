/**
 * Paying somebody: who, how much, over which ways, and the proof of it.
 *
 * <p>On the JavaFX thread; routes are looked for and payments made in the background.
 */
@NullMarked
package org.tallystick.ui.pay;

import org.jspecify.annotations.NullMarked;
