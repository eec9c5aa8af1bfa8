/**
 * How what a wallet knows is said: sentences, times, names.
 *
 * <p>Without the toolkit; immutable, any thread.
 */
@NullMarked
package org.tallystick.ui.words;

import org.jspecify.annotations.NullMarked;
