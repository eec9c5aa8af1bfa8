package org.tallystick.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.app.Machine;
import org.tallystick.app.desktop.Desktop;
import org.tallystick.platform.Directories;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: finds the command, runs it on the calling thread, and turns whatever comes of it into one sentence
 * and one of {@link ExitCodes}. Without a command it opens the window.
 */
@Command(
        name = "tallystick",
        scope = CommandLine.ScopeType.INHERIT,
        resourceBundle = Messages.BUNDLE,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private static final List<Class<?>> COMMANDS = List.of(
            HubCommand.class,
            TownCommand.class,
            ImportCommand.class,
            BalanceCommand.class,
            RouteCommand.class,
            PayCommand.class,
            ProofCommand.class,
            VerifyEvidenceCommand.class,
            VerifyCommand.class,
            RebuildCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RecoverCommand.class,
            EraseCommand.class,
            BenchCommand.class);

    private final PrintWriter out;
    private final PrintWriter err;
    private final Machine machine;

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", scope = CommandLine.ScopeType.LOCAL)
    private @Nullable Path data;

    /**
     * Makes a command line that writes where it is told to.
     *
     * @param out the answers
     * @param err what went wrong
     */
    public Main(PrintWriter out, PrintWriter err) {
        this(out, err, Machine.real());
    }

    /**
     * Makes a command line for a machine that a test has set.
     *
     * @param out the answers
     * @param err what went wrong
     * @param machine clock and randomness
     */
    public Main(PrintWriter out, PrintWriter err, Machine machine) {
        this.out = out;
        this.err = err;
        this.machine = machine;
    }

    Machine machine() {
        return machine;
    }

    /** A command line on the process's own outputs: in the terminal's charset there, in UTF-8 to a file or a pipe. */
    public static Main onThisConsole() {
        return new Main(writer(System.out), writer(System.err));
    }

    // Whatever JDK 22 did: on 25 there is no console again when the outputs are no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static PrintWriter writer(PrintStream stream) {
        Console console = System.console();
        Charset charset = console != null && console.isTerminal() ? stream.charset() : StandardCharsets.UTF_8;
        return new PrintWriter(stream, true, charset);
    }

    /**
     * Runs one command to its end.
     *
     * @param arguments as typed, without the program's name
     * @return one of {@link ExitCodes}
     */
    public int run(String... arguments) {
        CommandLine commandLine = new CommandLine(this);
        commands(arguments).forEach(commandLine::addSubcommand);
        commandLine
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(this::badUsage)
                .setExecutionExceptionHandler(this::failed);
        int exitCode = commandLine.execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** The command that is asked for, since to read how all of them are called takes a good part of a start; otherwise all. */
    private static List<Class<?>> commands(String... arguments) {
        Optional<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst();
        return named.<List<Class<?>>>map(List::of).orElse(COMMANDS);
    }

    /** Without a command: the window, or the help where there is no screen to show it on. */
    @Override
    public Integer call() {
        if (data == null && !hasScreen()) {
            spec.commandLine().usage(out);
            return ExitCodes.OK;
        }
        Path root = data == null
                ? Directories.data(
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")),
                        System.getenv())
                : data;
        if (!new Desktop(root, machine).run()) {
            err.println(Messages.text("window.none"));
            return ExitCodes.REFUSED;
        }
        return ExitCodes.OK;
    }

    private static boolean hasScreen() {
        return !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
    }

    private int badUsage(ParameterException refusal, String[] arguments) {
        CommandLine command = refusal.getCommandLine();
        err.println(Messages.text("error.prefix", sentence(refusal)));
        if (!UnmatchedArgumentException.printSuggestions(refusal, err)) {
            err.println(Messages.text("error.tryHelp", command.getCommandSpec().qualifiedName()));
        }
        return ExitCodes.BAD_INPUT;
    }

    private int failed(Exception exception, CommandLine command, ParseResult parsed) {
        if (exception instanceof CommandFailure failure) {
            err.println(Messages.text("error.prefix", sentence(failure)));
            return failure.exitCode();
        }
        LOG.error("the command {} met an unexpected exception", command.getCommandName(), exception);
        err.println(Messages.text(
                "error.prefix",
                Messages.text("error.unexpected", exception.getClass().getSimpleName())));
        return ExitCodes.REFUSED;
    }

    private static String sentence(Exception exception) {
        return Objects.requireNonNullElse(
                exception.getMessage(), exception.getClass().getSimpleName());
    }
}
