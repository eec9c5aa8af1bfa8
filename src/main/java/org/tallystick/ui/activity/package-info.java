/**
 * What happened: one list to search and filter, each thing with what changed and its proof.
 *
 * <p>On the JavaFX thread; pages are loaded and proofs checked in the background.
 */
@NullMarked
package org.tallystick.ui.activity;

import org.jspecify.annotations.NullMarked;
