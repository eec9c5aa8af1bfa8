/** The first screens: a new wallet, words restored, the practice town, unlocking. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.welcome;

import org.jspecify.annotations.NullMarked;
