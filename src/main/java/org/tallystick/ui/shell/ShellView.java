package org.tallystick.ui.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.OfflineBanner;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.TallySticks;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.shell.ShellViewModel.Banner;
import org.tallystick.ui.shell.ShellViewModel.Health;
import org.tallystick.ui.shell.ShellViewModel.Place;

/** Draws the rail and the sheet on which one screen at a time is shown. Alt and a digit go to a screen, up and down walk in the rail. */
public final class ShellView implements Screen {

    private static final int NARROW_EMS = 68;
    private static final Duration COPIED_SHOWN = Duration.seconds(2);
    private static final List<Place> ORDER =
            List.of(Place.HOME, Place.PAY, Place.TRUST, Place.ACTIVITY, Place.COMMUNITY, Place.HUBS);
    private static final List<KeyCode> DIGITS =
            List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6);
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final String TINT = "tint-";
    private static final PseudoClass BEHIND = PseudoClass.getPseudoClass("behind");
    private static final PseudoClass AWAY = PseudoClass.getPseudoClass("away");

    private final ShellViewModel model;
    private final Function<Place, Screen> screens;
    private final Map<Place, Screen> made = new EnumMap<>(Place.class);
    private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
    private final Parent root;
    private final ChangeListener<Place> onPlace = (property, before, now) -> show(now);
    private final ChangeListener<Health> onHub = (property, before, now) -> showHub(now);
    private final ChangeListener<@Nullable Banner> onBanner = (property, before, now) -> show(now);
    private final ChangeListener<HubTile.Look> onTile = (property, before, now) -> show(now);
    private final HubTile hubTile = new HubTile();
    private final Messages messages;
    private final OfflineBanner banner = new OfflineBanner();
    private final PauseTransition copied = new PauseTransition(COPIED_SHOWN);
    private @Nullable Screen shown;

    @FXML
    private HBox frame;

    @FXML
    private VBox rail;

    @FXML
    private Group logo;

    @FXML
    private Label brand;

    @FXML
    private Button owner;

    @FXML
    private StackPane ownerTile;

    @FXML
    private VBox ownerTexts;

    @FXML
    private Label ownerName;

    @FXML
    private Label ownerPid;

    @FXML
    private ToggleButton home;

    @FXML
    private ToggleButton pay;

    @FXML
    private ToggleButton trust;

    @FXML
    private ToggleButton activity;

    @FXML
    private Label hubGroup;

    @FXML
    private ToggleButton community;

    @FXML
    private ToggleButton hubs;

    @FXML
    private Button status;

    @FXML
    private Region hubStrip;

    @FXML
    private StackPane hubTileBox;

    @FXML
    private Region dot;

    @FXML
    private Label hubName;

    @FXML
    private Label hubText;

    @FXML
    private StackPane bannerBox;

    @FXML
    private StackPane sheet;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param screens makes the screen of a place, once each
     */
    public ShellView(ShellViewModel model, Messages messages, Function<Place, Screen> screens) {
        this.model = model;
        this.messages = messages;
        this.screens = screens;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        bannerBox.getChildren().add(banner);
        bannerBox.managedProperty().bind(banner.visibleProperty());
        logo.getChildren().add(TallySticks.logo());
        String name = model.ownerName();
        String pid = model.ownerPid();
        ownerTile.getChildren().add(new PersonTile(PersonTile.Size.LIST, new Person(pid, name)));
        ownerName.setText(name);
        ownerPid.setText(model.ownerPidBrief());
        owner.setAccessibleText(messages.text("shell.owner", name));
        owner.setTooltip(new Tooltip(messages.text("shell.owner.tip", pid)));
        owner.setOnAction(event -> {
            Copy.text(pid);
            ownerPid.setText(messages.text("shell.owner.copied"));
            copied.playFromStart();
        });
        copied.setOnFinished(event -> ownerPid.setText(model.ownerPidBrief()));
        hubTileBox.getChildren().add(hubTile);
        status.setOnAction(event -> model.placeProperty().set(Place.HUBS));
        pay.disableProperty().bind(model.mayPayProperty().not());
        hubText.textProperty().bind(model.hubTextProperty());
        status.accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> messages.text("shell.hubs.show", hubName.getText(), hubText.getText()),
                        hubName.textProperty(),
                        hubText.textProperty()));
        Shown.when(hubStrip, model.severalHubsProperty());
        items.putAll(Map.of(
                Place.HOME,
                home,
                Place.PAY,
                pay,
                Place.TRUST,
                trust,
                Place.ACTIVITY,
                activity,
                Place.COMMUNITY,
                community,
                Place.HUBS,
                hubs));
        items.forEach((place, item) -> {
            item.setAccessibleText(item.getText());
            item.setTooltip(new Tooltip(item.getText()));
            // No group: in one, the arrow keys would select an item without going there.
            item.setOnAction(event -> {
                item.setSelected(true);
                model.placeProperty().set(place);
            });
        });
        Shown.set(community, model.hasOwnHub());
        Breakpoint.watch(frame, NARROW_EMS, this::arrange);
        rail.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        frame.addEventFilter(KeyEvent.KEY_PRESSED, this::jump);
    }

    /** Up and down in the rail. */
    private void walk(KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        List<ToggleButton> all =
                ORDER.stream().map(items::get).filter(Node::isVisible).toList();
        int now = all.indexOf(event.getTarget());
        if (step != 0 && now >= 0) {
            all.get(Math.clamp(now + step, 0, all.size() - 1)).requestFocus();
            event.consume();
        }
    }

    /** Alt and 1 to 6. */
    private void jump(KeyEvent event) {
        int place = DIGITS.indexOf(event.getCode());
        if (event.isAltDown() && place >= 0 && isThere(ORDER.get(place))) {
            model.placeProperty().set(ORDER.get(place));
            event.consume();
        }
    }

    private boolean isThere(Place place) {
        return place != Place.COMMUNITY || model.hasOwnHub();
    }

    private void arrange(boolean wide) {
        boolean narrow = !wide;
        rail.getStyleClass().remove("narrow");
        frame.getStyleClass().remove("narrow");
        if (narrow) {
            rail.getStyleClass().add("narrow");
            frame.getStyleClass().add("narrow");
        }
        for (Node each : new Node[] {brand, ownerTexts, hubName, hubText, hubGroup}) {
            Shown.set(each, !narrow);
        }
        items.values()
                .forEach(item -> item.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    }

    private void show(Place place) {
        Screen next = made.computeIfAbsent(place, screens);
        items.forEach((each, item) -> item.setSelected(each == place));
        if (!next.equals(shown)) {
            if (shown != null) {
                shown.detach();
            }
            shown = next;
            sheet.getChildren().setAll(next.root());
            next.attach();
        }
    }

    private void showHub(Health health) {
        dot.pseudoClassStateChanged(BEHIND, health == Health.BEHIND);
        dot.pseudoClassStateChanged(AWAY, health == Health.AWAY);
        dot.pseudoClassStateChanged(WRONG, health == Health.WRONG);
    }

    private void show(HubTile.Look look) {
        hubTile.setHub(look);
        hubName.setText(look.name());
        hubStrip.getStyleClass().removeIf(each -> each.startsWith(TINT));
        hubStrip.getStyleClass().add(TINT + look.colour());
    }

    private void show(@Nullable Banner now) {
        if (now == null) {
            banner.hide();
            return;
        }
        Feather icon = now.tone() == Tone.HELD
                ? Feather.CLOUD_OFF
                : now.tone() == Tone.ACCENT ? Feather.CLOCK : Feather.ALERT_TRIANGLE;
        banner.show(now.tone(), icon, now.title(), now.text());
        if (now.retries()) {
            banner.setAction(messages.text("app.tryAgain"), model::retry);
        } else {
            banner.setAction(
                    messages.text("shell.banner.see"),
                    () -> model.placeProperty().set(Place.HUBS));
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.attach();
        model.placeProperty().addListener(onPlace);
        model.healthProperty().addListener(onHub);
        model.bannerProperty().addListener(onBanner);
        model.tileProperty().addListener(onTile);
        show(model.tileProperty().get());
        show(model.bannerProperty().get());
        showHub(model.healthProperty().get());
        show(model.placeProperty().get());
    }

    @Override
    public void detach() {
        model.detach();
        model.placeProperty().removeListener(onPlace);
        model.healthProperty().removeListener(onHub);
        model.bannerProperty().removeListener(onBanner);
        model.tileProperty().removeListener(onTile);
        if (shown != null) {
            shown.detach();
        }
        shown = null;
    }
}
