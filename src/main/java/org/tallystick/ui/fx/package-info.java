/**
 * What screens have in common: work off the JavaFX thread and back, lifecycle, loading of layouts, texts. The one place that
 * hands something to the JavaFX thread.
 */
@NullMarked
package org.tallystick.ui.fx;

import org.jspecify.annotations.NullMarked;
