package org.tallystick.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command about a data folder understands. */
final class FolderOptions {

    private static final int MAX_PASSWORD_BYTES = 4096;

    @Option(names = "--data", required = true, paramLabel = "DIR", order = 0)
    private Path data;

    @Option(names = "--json", order = 90)
    private boolean json;

    @Option(names = "--password-file", paramLabel = "FILE", order = 91)
    private @Nullable Path passwordFile;

    @Option(names = "--confirm-time", order = 92)
    private boolean confirmTime;

    /** The data folder. */
    Path data() throws CommandFailure {
        if (data.toString().indexOf(';') >= 0) {
            throw CommandFailure.badInput(Messages.text("error.semicolon", data));
        }
        return data;
    }

    boolean json() {
        return json;
    }

    boolean confirmTime() {
        return confirmTime;
    }

    boolean hasPassword() {
        return passwordFile != null;
    }

    /** The first line of the password file, to be wiped by whoever gets it; null where none was named. */
    char @Nullable [] password() throws CommandFailure {
        return password(passwordFile);
    }

    /** The first line of a file, to be wiped by whoever gets it; null where none was named. */
    static char @Nullable [] password(@Nullable Path file) throws CommandFailure {
        if (file == null) {
            return null;
        }
        byte[] bytes = read(file);
        try {
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            if (end == 0) {
                throw CommandFailure.badInput(Messages.text("error.password.empty", file));
            }
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
            char[] password = new char[decoded.remaining()];
            decoded.get(password);
            Arrays.fill(decoded.array(), '\0');
            return password;
        } catch (CharacterCodingException notText) {
            throw CommandFailure.badInput(Messages.text("error.password.utf8", file));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] read(Path file) throws CommandFailure {
        try {
            if (Files.size(file) > MAX_PASSWORD_BYTES) {
                throw CommandFailure.badInput(Messages.text("error.password.long", file, MAX_PASSWORD_BYTES));
            }
            return Files.readAllBytes(file);
        } catch (java.io.IOException unreadable) {
            throw CommandFailure.badInput(Messages.text("error.file", file, FolderCommand.reason(unreadable)));
        }
    }
}
