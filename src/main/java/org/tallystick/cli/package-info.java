/**
 * The commands. {@link org.tallystick.cli.Main} is the top-level command; each subcommand is a class of its own that is
 * named in {@code Main}'s list, returns one of {@link org.tallystick.cli.ExitCodes} and throws
 * {@link org.tallystick.cli.CommandFailure} with one sentence when it cannot do what was asked. Texts come from
 * {@code messages.properties} beside this package.
 *
 * <p>A command runs on the process's first thread. Only this package writes to standard output, and only through the
 * writers of its {@link picocli.CommandLine}.
 */
@NullMarked
package org.tallystick.cli;

import org.jspecify.annotations.NullMarked;
