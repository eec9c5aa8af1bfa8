package org.tallystick.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.theme.Theme;

class SavedLookTest {

    @TempDir
    Path temp;

    @Test
    void theLookIsThereAgainTheNextTime() {
        Path root = temp.resolve("new").resolve("home");
        assertThat(SavedLook.read(root)).isEqualTo(SavedLook.FIRST);
        SavedLook look = new SavedLook(Theme.Mode.DARK, 160);
        assertThat(look.write(root)).isTrue();
        assertThat(SavedLook.read(root)).isEqualTo(look);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"mode\":\"PINK\",\"percent\":100}", "{\"mode\":\"DARK\"}", "[1]", "null"})
    void aFileThatIsDamagedIsAsGoodAsNone(String content) throws IOException {
        Files.writeString(temp.resolve("window.json"), content);
        assertThat(SavedLook.read(temp)).isEqualTo(SavedLook.FIRST);
    }

    @Test
    void aSizeThatNobodyCouldReadIsBroughtBackIntoBounds() throws IOException {
        Files.writeString(temp.resolve("window.json"), "{\"mode\":\"LIGHT\",\"percent\":5}");
        assertThat(SavedLook.read(temp)).isEqualTo(new SavedLook(Theme.Mode.LIGHT, Theme.SMALLEST_PERCENT));
    }

    @Test
    void aFolderThatCannotBeWrittenBothersNobody() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        assertThat(SavedLook.FIRST.write(file.resolve("home"))).isFalse();
    }
}
