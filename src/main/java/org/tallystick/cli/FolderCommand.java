package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.app.Backups;
import org.tallystick.app.Keys;
import org.tallystick.app.Machine;
import org.tallystick.app.NodeApp;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.node.NodeOpening;
import org.tallystick.wallet.HubUnreachable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command about a data folder: opens it, says in one sentence why not, and writes its answer as text or as JSON lines. */
abstract class FolderCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOptions options;

    @Override
    public final Integer call() throws CommandFailure {
        try {
            return run();
        } catch (CommandFailure failure) {
            tellScripts(failure);
            throw failure;
        } catch (IOException | UncheckedIOException | HubUnreachable refused) {
            CommandFailure failure = CommandFailure.refused(Messages.text("error.io", reason(refused)));
            tellScripts(failure);
            throw failure;
        }
    }

    private void tellScripts(CommandFailure failure) {
        if (options.json()) {
            json(failure.facts()
                    .with("error", Json.of(String.valueOf(failure.getMessage())))
                    .with("exit_code", Json.of(failure.exitCode())));
        }
    }

    /** Does what was asked for. */
    abstract int run() throws CommandFailure, IOException, HubUnreachable;

    final FolderOptions options() {
        return options;
    }

    final Machine machine() {
        return main.machine();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Writes a sentence for people; with {@code --json} nothing. */
    final void say(String key, Object... arguments) {
        if (!options.json()) {
            out().println(Messages.text(key, arguments));
        }
    }

    /** Writes one line of JSON, with {@code --json} only. */
    final void json(Json.Obj object) {
        if (options.json()) {
            out().println(CanonicalJson.text(object));
            out().flush();
        }
    }

    /** Writes something worth knowing beside the answer. */
    final void note(String key, Object... arguments) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Messages.text("note", Messages.text(key, arguments)));
        err.flush();
    }

    /** Opens the node of the folder, or says why not. */
    final NodeApp open() throws CommandFailure, IOException {
        return open(false);
    }

    /** As {@link #open()}, and takes signatures in the reference form where that is wanted. */
    final NodeApp open(boolean acceptsUnbound) throws CommandFailure, IOException {
        NodeApp.Opening opening = NodeApp.open(options.data(), options.password(), machine(), acceptsUnbound);
        if (!(opening instanceof NodeApp.Opening.Opened opened)) {
            throw notOpened(opening);
        }
        NodeApp app = opened.app();
        if (options.confirmTime()) {
            app.node().confirmTime();
        }
        app.report().cutOffHeight().ifPresent(height -> note("note.cutOff", height));
        noteOpenKeys(app.keys().areOpen());
        return app;
    }

    final void noteOpenKeys(boolean open) throws CommandFailure {
        if (open) {
            note("note.openKeys", options.data().resolve("keys.json"));
        }
    }

    /** Why a folder does not open, with what would help. */
    final CommandFailure notOpened(NodeApp.Opening opening) throws CommandFailure {
        return switch (opening) {
            case NodeApp.Opening.Opened opened -> throw new IllegalArgumentException("It is open");
            case NodeApp.Opening.NoNode none -> CommandFailure.badInput(Messages.text("opening.noNode", none.folder()));
            case NodeApp.Opening.InUse inUse ->
                CommandFailure.inUse(Messages.text(
                        "opening.inUse",
                        inUse.folder(),
                        inUse.holder().isEmpty() ? Messages.text("opening.inUse.unknown") : inUse.holder()));
            case NodeApp.Opening.KeysFailed failed -> keysFailed(failed.why());
            case NodeApp.Opening.NotServed refused -> notServed(refused.why());
        };
    }

    final CommandFailure keysFailed(Keys.Opening.Failed failed) {
        String sentence = Messages.text("keys." + failed.kind(), failed.file(), failed.what());
        return switch (failed.kind()) {
            case PASSWORD_NEEDED, WRONG_PASSWORD_OR_DAMAGED -> CommandFailure.badInput(sentence);
            case MISSING, DAMAGED, LATER_VERSION -> CommandFailure.refused(sentence);
        };
    }

    private CommandFailure notServed(NodeOpening why) throws CommandFailure {
        Path data = options.data();
        return switch (why) {
            case NodeOpening.Opened opened -> throw new IllegalArgumentException("It is open");
            case NodeOpening.NoNode none ->
                CommandFailure.refused(Messages.text("opening.noJournal", none.folder()) + " " + offer(data));
            case NodeOpening.Missing missing ->
                CommandFailure.refused(
                        Messages.text(
                                        "opening.missing",
                                        missing.heightFound() + 1,
                                        missing.heightKnown(),
                                        missing.file(),
                                        missing.heightFound(),
                                        missing.knownBy())
                                + " " + offer(data),
                        Json.object()
                                .put("file", missing.file().toString())
                                .put("height_found", missing.heightFound())
                                .put("height_known", missing.heightKnown())
                                .put("known_by", missing.knownBy().toString())
                                .build());
            case NodeOpening.Damaged damaged ->
                CommandFailure.refused(
                        Messages.text(
                                        damaged.offset() < 0 ? "opening.damaged" : "opening.damagedAt",
                                        damaged.file(),
                                        damaged.heightBefore(),
                                        damaged.what(),
                                        damaged.offset())
                                + " " + offer(data),
                        Json.object()
                                .put("file", damaged.file().toString())
                                .put("height_before", damaged.heightBefore())
                                .build());
        };
    }

    private static String offer(Path data) {
        Optional<Backups.Backup> newest = Backups.newest(data);
        return newest.isEmpty()
                ? Messages.text("offer.recover", data)
                : Messages.text(
                        "offer.restore",
                        newest.get().folder(),
                        newest.get().height(),
                        time(newest.get().timestampMs()),
                        data);
    }

    /** A time as people and scripts can read it, in UTC to the second. */
    static String time(long timestampMs) {
        return Instant.ofEpochMilli(timestampMs).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What the machine has against it, in a few words. */
    static String reason(Exception failure) {
        return switch (failure) {
            case UncheckedIOException unchecked when unchecked.getCause() != null -> reason(unchecked.getCause());
            case NoSuchFileException missing -> Messages.text("io.missing", missing.getFile());
            case AccessDeniedException denied -> Messages.text("io.denied", denied.getFile());
            case FileSystemException system
            when system.getReason() != null -> Messages.text("io.file", system.getFile(), system.getReason());
            default -> String.valueOf(failure.getMessage());
        };
    }
}
