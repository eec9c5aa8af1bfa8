package org.tallystick.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ui.AtOnce;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.fx.Background;

/** Finding somebody while answers take their time. */
class PersonSearchViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private PersonSearchViewModel search;
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /** Does nothing before it is told to. */
    private final Background later = new Background() {
        @Override
        public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            waiting.add(() -> new AtOnce().run(work, done, failed));
        }

        @Override
        public void soon(Runnable work) {
            work.run();
        }
    };

    @BeforeEach
    void make() throws IOException {
        community = new UiCommunity(temp, UiCommunity.Kind.NORMAL);
        search = new PersonSearchViewModel(community.wallet, community.messages, (link, person) -> {});
        search.attach(later);
        answer();
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private void answer() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private String chosen() {
        return search.shownProperty().get() == null
                ? ""
                : search.shownProperty().get().name();
    }

    @Test
    void enterBeforeTheAnswerTakesWhoFitsWhatWasTypedAndNotWhoWasOfferedBefore() {
        search.textProperty().set("Ga");
        answer();
        assertThat(search.candidates().getFirst().name()).isEqualTo("Garden");
        search.textProperty().set("School");
        search.chooseFirst();
        assertThat(chosen()).isEmpty();
        answer();
        assertThat(chosen()).isEqualTo("School");
    }

    @Test
    void enterTakesTheFirstWhoIsOffered() {
        search.textProperty().set("Ba");
        answer();
        search.chooseFirst();
        assertThat(chosen()).isEqualTo("Bakery");
    }

    @Test
    void enterIsForgottenWhenSomethingElseIsTyped() {
        search.textProperty().set("Ba");
        search.chooseFirst();
        search.textProperty().set("Bak");
        answer();
        assertThat(chosen()).isEmpty();
    }

    @Test
    void enterInAnEmptyFieldTakesNobody() {
        assertThat(search.candidates()).isNotEmpty();
        search.chooseFirst();
        answer();
        assertThat(chosen()).isEmpty();
    }

    @Test
    void whoIsNotFoundIsNotTakenLater() {
        search.textProperty().set("zzz");
        search.chooseFirst();
        answer();
        assertThat(chosen()).isEmpty();
        search.textProperty().set("Mill");
        answer();
        assertThat(chosen()).isEmpty();
    }
}
