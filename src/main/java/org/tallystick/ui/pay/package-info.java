/** Paying somebody: who, how much, over which ways, and the proof of it. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.pay;

import org.jspecify.annotations.NullMarked;
