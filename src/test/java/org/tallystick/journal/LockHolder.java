package org.tallystick.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process of its own that asks for a folder's lock, says what came of it and perhaps keeps it until it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] args) throws IOException {
        FolderLock.Outcome outcome = FolderLock.acquire(
                Path.of(args[0]), "pid " + ProcessHandle.current().pid());
        PrintStream out = System.out;
        out.println(outcome);
        out.flush();
        if (args[1].equals("wait")) {
            // Ends when it is killed, or with the one that started it.
            int end = System.in.read();
            assert end <= 0;
        }
    }
}
