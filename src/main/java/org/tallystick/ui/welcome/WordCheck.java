package org.tallystick.ui.welcome;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tallystick.base.Randomness;

/** The words of a wallet, and three of them asked for, to see that they were written down. On the thread of the screens. */
final class WordCheck {

    private static final int CHECKED_WORDS = 3;

    private final Randomness randomness;
    private final List<StringProperty> answers = new ArrayList<>();
    private List<String> words = List.of();
    private List<Integer> asked = List.of();
    private boolean fresh;

    WordCheck(Randomness randomness) {
        this.randomness = randomness;
        for (int i = 0; i < CHECKED_WORDS; i++) {
            answers.add(new SimpleStringProperty(""));
        }
    }

    /** Fresh words, and the places of those that are to be asked for. */
    record Invented(List<String> words, List<Integer> asked) {

        Invented {
            words = List.copyOf(words);
            asked = List.copyOf(asked);
        }
    }

    /** Draws words and what is asked of them; on any thread, since drawing may wait for the machine. */
    Invented invent(Supplier<List<String>> source) {
        List<String> drawn = source.get();
        TreeSet<Integer> chosen = new TreeSet<>();
        while (chosen.size() < CHECKED_WORDS) {
            chosen.add(Byte.toUnsignedInt(randomness.bytes(1)[0]) % drawn.size());
        }
        return new Invented(drawn, List.copyOf(chosen));
    }

    /** Whether there are fresh words, which may have been written down already. */
    boolean isFresh() {
        return fresh;
    }

    /** Takes fresh words. */
    void take(Invented invented) {
        words = invented.words();
        asked = invented.asked();
        fresh = true;
    }

    /** Takes words that somebody has already. */
    void take(List<String> known) {
        words = known;
        fresh = false;
    }

    /** The number, from 1, of the first word that was answered wrongly. */
    OptionalInt wrong() {
        for (int i = 0; i < CHECKED_WORDS; i++) {
            if (!answers.get(i).get().strip().equalsIgnoreCase(words.get(asked.get(i)))) {
                return OptionalInt.of(asked.get(i) + 1);
            }
        }
        return OptionalInt.empty();
    }

    List<String> words() {
        return words;
    }

    /** Which are asked for, counted from 1. */
    List<Integer> asked() {
        return asked.stream().map(index -> index + 1).toList();
    }

    List<StringProperty> answers() {
        return List.copyOf(answers);
    }

    void forget() {
        answers.forEach(answer -> answer.set(""));
        words = List.of();
        asked = List.of();
        fresh = false;
    }
}
