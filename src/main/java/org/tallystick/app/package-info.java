/**
 * The composition root: puts a node together from a data folder by plain constructors, and does with it what needs more than
 * one room: backups, restores, proofs, names, and what the owner of a practice node does for everybody in it.
 *
 * <p>Nothing here starts a thread; every class belongs to the thread that uses it unless it says otherwise. Answers are codes
 * and facts; the command line makes the sentences.
 */
@NullMarked
package org.tallystick.app;

import org.jspecify.annotations.NullMarked;
