package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process per folder, and the second is told who the first is. */
class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void theSecondInThisProcessIsRefusedAndTheLockStaysHeld() throws Exception {
        try (FolderLock lock = held(FolderLock.acquire(folder.resolve("data"), "pid 1, started today"))) {
            assertThat(lock).isNotNull();
            for (int i = 0; i < 2; i++) {
                assertThat(FolderLock.acquire(folder.resolve("data").resolve("."), "me"))
                        .isEqualTo(new FolderLock.Outcome.HeldBy(
                                "pid " + ProcessHandle.current().pid()));
                assertThat(otherProcess("hold")).startsWith("HeldBy[text=pid 1, started today]");
            }
        }
        assertThat(otherProcess("hold")).startsWith("Held[");
        held(FolderLock.acquire(folder.resolve("data"), "again")).close();
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        Process process = start("wait");
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).startsWith("Held[");
            assertThat(FolderLock.acquire(folder.resolve("data"), "me"))
                    .isEqualTo(new FolderLock.Outcome.HeldBy("pid " + process.pid()));
            process.destroyForcibly().waitFor();
        }
        held(FolderLock.acquire(folder.resolve("data"), "me")).close();
        assertThat(Files.exists(folder.resolve("data").resolve(FolderLock.NAME)))
                .isTrue();
    }

    private static FolderLock held(FolderLock.Outcome outcome) {
        assertThat(outcome).isInstanceOf(FolderLock.Outcome.Held.class);
        return ((FolderLock.Outcome.Held) outcome).lock();
    }

    private String otherProcess(String what) throws Exception {
        Process process = start(what);
        try (var output = process.inputReader()) {
            String line = output.readLine();
            process.waitFor();
            return line;
        }
    }

    private Process start(String what) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.resolve("data").toString(),
                        what))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
