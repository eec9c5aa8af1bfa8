package org.tallystick.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.activity.ActivityDetailViewModel.DetailText;
import org.tallystick.ui.activity.ActivityViewModel.Item;
import org.tallystick.ui.control.Fact;

class ActivityDetailViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private ActivityViewModel model;

    private void open(Kind kind) throws IOException {
        community = new UiCommunity(temp, kind);
        model = new ActivityViewModel(
                community,
                community.background,
                community.messages,
                community.words,
                community.times,
                (hub, place) -> {});
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private List<Item.Entry> entries() {
        return model.items().stream()
                .filter(Item.Entry.class::isInstance)
                .map(Item.Entry.class::cast)
                .toList();
    }

    private DetailText detail() {
        return Objects.requireNonNull(model.detail().detailProperty().get());
    }

    @Test
    void ownPaymentsShowTheWaysTheyTookAndOthersDoNot() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        model.select(entries().get(1));
        assertThat(detail().ways())
                .hasValueSatisfying(map -> assertThat(map.routes())
                        .singleElement()
                        .satisfies(route -> assertThat(route.carriers())
                                .extracting(org.tallystick.ui.control.Person::name)
                                .containsExactly("Garden", "School")));
        model.select(entries().get(2));
        assertThat(detail().content().sentence().text()).isEqualTo("Carpenter paid you");
        assertThat(detail().ways()).isEmpty();
    }

    @Test
    void detailsAreVerifiedHere() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        model.searchProperty().set("torque");
        model.select(entries().getFirst());
        assertThat(detail().verified()).isTrue();
        assertThat(detail().verdict()).isEqualTo("verified here");
        assertThat(detail().note()).isEqualTo("torque wrench, a week");
        assertThat(detail().legs())
                .extracting(ActivityDetailViewModel.Leg::text)
                .containsExactly("From you to Garden");
        assertThat(detail().proof())
                .extracting(Fact::label)
                .containsExactly("Block", "Block’s fingerprint", "Id", "Way to the block", "Signed by");
        assertThat(detail().proof().getLast().value()).isEqualTo("You, then the hub");
        assertThat(detail().proofJson()).startsWith("{").contains("HOUR");
        model.select(new Item.Day("Yesterday"));
        assertThat(detail().note()).isEqualTo("torque wrench, a week");
    }

    @Test
    void aCircleShowsBothOfMyLegs() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        model.filterProperty().set("CLEARING");
        model.select(entries().getFirst());
        assertThat(detail().legs())
                .extracting(ActivityDetailViewModel.Leg::text)
                .containsExactlyInAnyOrder("From you to Bakery", "From Garden to you");
        assertThat(detail().proof().getLast().value()).isEqualTo("the hub");
    }

    @Test
    void whatIsCopiedIsSaidAlsoTheSecondTime() throws IOException {
        open(Kind.NORMAL);
        List<String> said = new ArrayList<>();
        model.saidProperty().addListener((property, before, now) -> said.add(now));
        model.detail().copied("Proof");
        model.detail().copied("Proof");
        assertThat(said).hasSize(3).startsWith(community.messages.text("activity.copied", "Proof"));
    }
}
