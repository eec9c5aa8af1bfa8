package org.tallystick.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.node.Place;
import org.tallystick.node.SetClock;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.Activity;

class ActivityWordsTest {

    private final Messages messages = Messages.in(Locale.ENGLISH);
    private final ActivityWords words =
            new ActivityWords(messages, new Times(new SetClock(0), ZoneOffset.UTC, Locale.ENGLISH, messages));

    private String says(String type, boolean own) {
        return words.row(new Activity(1, new Place(1, 0), 0, "id", new Activity.Other(type, own)))
                .sentence()
                .text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    operator.first_admin  | false | You are now an administrator of this community
                    participant.register  | true  | You joined
                    admin.approve         | false | You were approved and take part now
                    admin.approve         | true  | You let somebody take part
                    admin.roles           | false | What you may decide in this community was changed
                    admin.claim_code      | true  | You made a code with which somebody takes over their account
                    """)
    void whatHappensToAnAccountIsSaidByWhoDidIt(String type, boolean own, String said) {
        assertThat(says(type, own)).isEqualTo(said);
    }

    @Test
    void whatNobodyKnowsYetIsSaidAsWellAsCanBe() {
        assertThat(says("room.of_later", true)).isEqualTo("Something about your account");
    }
}
