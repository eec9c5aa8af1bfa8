/**
 * What screens have in common: work off the JavaFX thread and back, lifecycle, loading of layouts, texts, focus, rows, the clipboard.
 *
 * <p>The one place that hands something to the JavaFX thread; {@code Tasks} makes the virtual threads that wait for everything else.
 */
@NullMarked
package org.tallystick.ui.fx;

import org.jspecify.annotations.NullMarked;
