/**
 * The program's own controls: where I stand between limits, people, amounts, routes, rows and what tells how things are. Colours
 * come from {@code theme/controls.css} through tokens only, texts from whoever calls, sizes are relative to the type's size. All
 * on the JavaFX thread; the records that they show are immutable.
 */
@NullMarked
package org.tallystick.ui.control;

import org.jspecify.annotations.NullMarked;
