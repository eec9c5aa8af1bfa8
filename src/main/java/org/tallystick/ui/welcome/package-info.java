/**
 * The first screens: a new wallet, words restored, the practice town, unlocking.
 *
 * <p>On the JavaFX thread; nothing is written before the last step, and that in the background.
 */
@NullMarked
package org.tallystick.ui.welcome;

import org.jspecify.annotations.NullMarked;
