package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerationsTest {

    @TempDir
    Path temp;

    private Path make(Generations generations, String content) throws IOException {
        Path beside = generations.beside();
        Files.writeString(beside.resolve("file"), content);
        return beside;
    }

    @Test
    void theNewestWholeGenerationCountsAndTheOthersAreDeleted() throws IOException {
        Generations generations = new Generations(temp.resolve("hub"));
        assertThat(generations.current()).isEmpty();
        Path first = generations.replace(make(generations, "one"));
        assertThat(generations.current()).contains(first);
        Path second = generations.replace(make(generations, "two"));
        assertThat(generations.current()).contains(second);
        assertThat(Files.exists(first)).isTrue();
        generations.deleteOthers();
        assertThat(Files.exists(first)).isFalse();
        assertThat(Files.readString(second.resolve("file"))).isEqualTo("two");
    }

    @Test
    void oneThatWasNotFinishedDoesNotCountAndIsMadeAnew() throws IOException {
        Generations generations = new Generations(temp.resolve("hub"));
        Path first = generations.replace(make(generations, "one"));
        make(generations, "half");
        assertThat(generations.current()).contains(first);
        assertThat(generations.beside()).isEmptyDirectory();
    }
}
