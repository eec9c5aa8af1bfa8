/** What happened: one list to search and filter, each thing with its proof. On the JavaFX thread. */
@NullMarked
package org.tallystick.ui.activity;

import org.jspecify.annotations.NullMarked;
