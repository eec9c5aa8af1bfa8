package org.tallystick.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.activity.ActivityDetailView;
import org.tallystick.ui.activity.ActivityView;
import org.tallystick.ui.activity.ActivityViewModel;
import org.tallystick.ui.activity.ProofCheckView;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.home.HomeView;
import org.tallystick.ui.home.HomeViewModel;
import org.tallystick.ui.pay.PayResultView;
import org.tallystick.ui.pay.PayView;
import org.tallystick.ui.pay.PayViewModel;
import org.tallystick.ui.shell.ShellView;
import org.tallystick.ui.shell.ShellViewModel;
import org.tallystick.ui.shell.ShellViewModel.Place;
import org.tallystick.ui.trust.LineEditorView;
import org.tallystick.ui.trust.TrustView;
import org.tallystick.ui.trust.TrustViewModel;
import org.tallystick.wallet.ProofAnswer;

/** Draws every screen with every kind of data, to be looked at, and checks what can be checked without eyes. */
@ParameterizedClass
@EnumSource(Kind.class)
class ScreensTest {

    @TempDir
    Path temp;

    @Parameter
    Kind kind = Kind.NORMAL;

    private UiCommunity community;
    private final Pictures pictures = new Pictures();

    @BeforeEach
    void make() throws IOException {
        community = new UiCommunity(temp, kind);
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    @Test
    void everyScreenIsWholeAndEveryControlHasAName() {
        home();
        trust();
        activity();
        pay();
        waiting();
        writeDown();
        assertThat(pictures.problems()).isEmpty();
    }

    private void writeDown() {
        try {
            Files.write(Path.of("target", "screens", kind + "-problems.txt"), pictures.problems());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void draw(String name, Supplier<Screen> open) {
        drawAfter(name, open, () -> {});
    }

    /** As narrow as the window can be made. */
    private void drawNarrow(String name, Supplier<Screen> open) {
        for (int percent : Pictures.PERCENTS) {
            draw(name + "-narrow", Pictures.narrow(percent), percent, open, screen -> {});
        }
    }

    /** After something happened to it. */
    private void drawAfter(String name, Supplier<Screen> open, Runnable happening) {
        for (int percent : Pictures.PERCENTS) {
            draw(name, Pictures.WIDTH, percent, open, screen -> happening.run());
        }
    }

    private void draw(String name, double width, int percent, Supplier<Screen> open, Consumer<Screen> happening) {
        Consumer<Screen> then = name.contains("detail") ? happening.andThen(Pictures::openDetail) : happening;
        String file = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + name;
        pictures.draw(file, width, percent, open, then, false, true);
    }

    /** The frame of the program around one screen. */
    private Screen framed(Place place, Supplier<Screen> screen) {
        ShellViewModel model = new ShellViewModel(community, community.background, community.messages, community.times);
        model.placeProperty().set(place);
        Screen shell = new ShellView(model, community.messages, any -> screen.get());
        shell.attach();
        return shell;
    }

    private Screen homeScreen() {
        return new HomeView(
                new HomeViewModel(
                        community.wallet, community.background, community.messages, community.words, community.times),
                community.messages,
                new HomeView.Ways() {
                    @Override
                    public void pay() {}

                    @Override
                    public void openLine() {}

                    @Override
                    public void lines(String unit) {}

                    @Override
                    public void activity() {}

                    @Override
                    public void activity(long seq) {}
                });
    }

    private void home() {
        draw("home", () -> framed(Place.HOME, this::homeScreen));
        drawNarrow("home", () -> framed(Place.HOME, this::homeScreen));
        community.hub.away(true);
        draw("home-away", () -> framed(Place.HOME, this::homeScreen));
        community.hub.away(false);
        drawAfter("home-offline", () -> framed(Place.HOME, this::homeScreen), () -> {
            community.hub.away(true);
            community.hub.news();
            community.hub.away(false);
        });
    }

    private void trust(String name, Consumer<TrustViewModel> before) {
        draw(name, () -> trustScreen(before));
    }

    private Screen trustScreen(Consumer<TrustViewModel> before) {
        TrustViewModel model =
                new TrustViewModel(community.wallet, community.background, community.messages, community.times);
        Screen shell = framed(
                Place.TRUST,
                () -> new TrustView(model, community.messages, new LineEditorView(model.editor(), community.messages)));
        before.accept(model);
        return shell;
    }

    private void trust() {
        trust("trust", model -> {});
        drawNarrow("trust", () -> trustScreen(model -> {}));
        trust("trust-editor-new", model -> {
            model.open();
            model.editor().limitProperty().set("1.234");
        });
        if (kind == Kind.NONE) {
            return;
        }
        trust("trust-detail", model -> model.select(model.rows().get(2).key()));
        trust("trust-nobody", model -> model.searchProperty().set("zzz"));
        trust("trust-editor", model -> {
            model.select(model.rows().getFirst().key());
            model.change();
        });
    }

    private void activity(String name, Consumer<ActivityViewModel> before, int selected) {
        draw(name, () -> activityScreen(before, selected));
    }

    private Screen activityScreen(Consumer<ActivityViewModel> before, int selected) {
        ActivityViewModel model = new ActivityViewModel(
                community,
                community.background,
                community.messages,
                community.words,
                community.times,
                (hub, place) -> {});
        Screen shell = framed(
                Place.ACTIVITY,
                () -> new ActivityView(
                        model,
                        community.messages,
                        new ActivityDetailView(model.detail(), community.messages),
                        new ProofCheckView(model.checker(), community.messages)));
        before.accept(model);
        if (selected >= 0) {
            model.select(model.items().get(selected));
        }
        return shell;
    }

    private void activity() {
        activity("activity", model -> {}, -1);
        drawNarrow("activity", () -> activityScreen(model -> {}, -1));
        activity("activity-detail", model -> {}, 1);
        activity("activity-nothing-fits", model -> model.searchProperty().set("zzz"), -1);
        if (kind == Kind.NORMAL) {
            proof("activity-proof-detail", Optional.empty());
            proof("activity-proof-not-yet-detail", Optional.of(new ProofAnswer.NotYet(community.hubs.active())));
            proof(
                    "activity-proof-contradicts-detail",
                    Optional.of(new ProofAnswer.Contradicts(
                            community.hubs.active(), "/home/bike/.local/share/tallystick/hubs/23S3mx/evidence.json")));
            activity("activity-circle", model -> model.searchProperty().set("3.00"), 1);
        }
    }

    private void proof(String name, Optional<ProofAnswer> answer) {
        draw(
                name,
                () -> activityScreen(
                        model -> {
                            model.select(model.items().get(1));
                            String proof = Objects.requireNonNull(
                                            model.detail().detailProperty().get())
                                    .proofJson();
                            model.check();
                            community.hubs.answer = answer;
                            answer.ifPresent(any -> model.checker().check(proof));
                        },
                        -1));
    }

    private void pay(String name, Consumer<PayViewModel> before) {
        draw(name, () -> payScreen(before));
    }

    private Screen payScreen(Consumer<PayViewModel> before) {
        PayViewModel model = new PayViewModel(
                community.wallet,
                community.ownerName(),
                community.background,
                community.messages,
                community.times,
                community.constraints);
        Screen shell = framed(
                Place.PAY,
                () -> new PayView(
                        model, community.messages, new PayResultView(model.result(), community.messages, txId -> {})));
        before.accept(model);
        return shell;
    }

    private void toLibrary(PayViewModel model, String amount) {
        model.payeeTextProperty().set(community.pid(UiCommunity.LIBRARY).text());
        model.choose(model.candidates().getFirst());
        model.unitProperty().set("HOUR");
        model.amountProperty().set(community.amount(amount));
        model.noteProperty().set("two evenings with the bench drill");
    }

    private void pay() {
        pay("pay", model -> {});
        pay("pay-nobody", model -> model.payeeTextProperty().set("zzz"));
        if (kind == Kind.NONE) {
            return;
        }
        pay("pay-candidates", model -> model.payeeTextProperty().set("b"));
        pay("pay-found", model -> toLibrary(model, "2.00"));
        pay("pay-two-ways", model -> toLibrary(model, "30.00"));
        drawNarrow("pay-two-ways", () -> payScreen(model -> toLibrary(model, "30.00")));
        pay("pay-too-much", model -> toLibrary(model, "50.00"));
        pay("pay-paid", model -> {
            // Paid once for each size of the type, so that there is enough for both.
            toLibrary(model, "20.00");
            model.pay();
        });
        community.way.refuse("E001", Map.of());
        pay("pay-refused", model -> {
            toLibrary(model, "2.00");
            model.pay();
        });
        community.way.accept();
        community.way.away(true);
        pay("pay-nobody-knows", model -> {
            toLibrary(model, "2.00");
            model.pay();
        });
        community.way.away(false);
    }

    /** A payment that waits for the hub: offered, written down, and at home afterwards. */
    private void waiting() {
        if (kind == Kind.NONE || kind == Kind.LARGE) {
            return;
        }
        community.hub.elsewhereAway(true);
        pay("pay-waits-offered", model -> toLibrary(model, "2.00"));
        pay("pay-waits", model -> {
            toLibrary(model, "2.00");
            model.pay();
        });
        draw("home-waits", () -> framed(Place.HOME, this::homeScreen));
        community.hub.elsewhereAway(false);
    }
}
