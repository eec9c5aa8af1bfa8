package org.tallystick.app.desktop;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Machine;
import org.tallystick.app.Rooms;
import org.tallystick.base.InvariantBroken;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.ui.activity.ActivityDetailView;
import org.tallystick.ui.activity.ActivityView;
import org.tallystick.ui.activity.ActivityViewModel;
import org.tallystick.ui.activity.ProofCheckView;
import org.tallystick.ui.community.CommunityView;
import org.tallystick.ui.community.CommunityViewModel;
import org.tallystick.ui.community.GuestsView;
import org.tallystick.ui.community.LogView;
import org.tallystick.ui.community.PeopleView;
import org.tallystick.ui.community.ServingView;
import org.tallystick.ui.community.UnitsView;
import org.tallystick.ui.control.TallySticks;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Tasks;
import org.tallystick.ui.home.HomeView;
import org.tallystick.ui.home.HomeViewModel;
import org.tallystick.ui.hubs.HubDetailView;
import org.tallystick.ui.hubs.HubsView;
import org.tallystick.ui.hubs.HubsViewModel;
import org.tallystick.ui.hubs.OutboxView;
import org.tallystick.ui.pay.PayResultView;
import org.tallystick.ui.pay.PayView;
import org.tallystick.ui.pay.PayViewModel;
import org.tallystick.ui.people.HubFinderView;
import org.tallystick.ui.people.HubFinderView.PictureChoice;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.ui.shell.ShellView;
import org.tallystick.ui.shell.ShellViewModel;
import org.tallystick.ui.shell.ShellViewModel.Place;
import org.tallystick.ui.theme.Theme;
import org.tallystick.ui.trust.LineEditorView;
import org.tallystick.ui.trust.TrustView;
import org.tallystick.ui.trust.TrustViewModel;
import org.tallystick.ui.welcome.OwnerView;
import org.tallystick.ui.welcome.PlaceView;
import org.tallystick.ui.welcome.WelcomeView;
import org.tallystick.ui.welcome.WelcomeViewModel;
import org.tallystick.ui.words.ActivityWords;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

/**
 * The one window: first the way to a wallet, then the screens of it. Ctrl and plus, minus or 0 change the size of the type,
 * Ctrl+Shift+D goes from light to dark. On the JavaFX thread.
 */
final class Window {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double FRAME = 48;
    private static final int LEAST_WIDTH_EMS = 46;
    private static final int LEAST_HEIGHT_EMS = 34;
    private static final int STEP_PERCENT = 10;
    private static final long LARGEST_PICTURE_BYTES = 30L << 20;
    private static final List<String> PICTURES = List.of("*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp");
    private static final List<Integer> ICON_SIZES = List.of(16, 32, 64, 256);

    private final Stage stage;
    private final Tasks tasks;
    private final Messages messages;
    private final Times times;
    private final Machine machine;
    private final Consumer<@Nullable OpenedWallet> opened;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root, WIDTH, HEIGHT);
    private final Consumer<SavedLook> looks;
    private SavedLook look;
    private @Nullable Screen shown;

    Window(
            Stage stage,
            Tasks tasks,
            Messages messages,
            Times times,
            Machine machine,
            Consumer<@Nullable OpenedWallet> opened,
            SavedLook look,
            Consumer<SavedLook> looks) {
        this.stage = stage;
        this.tasks = tasks;
        this.messages = messages;
        this.times = times;
        this.machine = machine;
        this.opened = opened;
        this.look = look;
        this.looks = looks;
    }

    void start(WalletHome real, WalletHome practice) {
        applyLook();
        Theme.onSystemChange(this::applyLook);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::look);
        stage.setTitle(messages.text("app.name"));
        for (int size : ICON_SIZES) {
            stage.getIcons().add(icon(size));
        }
        WelcomeViewModel model =
                new WelcomeViewModel(real, practice, tasks, messages, machine.randomness(), this::show);
        show(new WelcomeView(
                model,
                messages,
                new OwnerView(model.owner(), messages),
                finder(model.place().finder()),
                new PlaceView(model.place(), messages, finder(model.place().finder()))));
        stage.setScene(scene);
        fit();
        stage.show();
        model.start();
    }

    private static Image icon(int size) {
        StackPane holder = new StackPane(TallySticks.mark(size));
        Scene drawn = new Scene(holder, size, size, Color.TRANSPARENT);
        Theme.apply(drawn, Theme.Mode.LIGHT, 100);
        holder.setStyle("-fx-background-color: transparent;");
        return drawn.snapshot(null);
    }

    private void look(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return;
        }
        KeyCode code = event.getCode();
        int percent = look.percent();
        Theme.Mode mode = look.mode();
        if (code == KeyCode.PLUS || code == KeyCode.EQUALS || code == KeyCode.ADD) {
            percent += STEP_PERCENT;
        } else if (code == KeyCode.MINUS || code == KeyCode.SUBTRACT) {
            percent -= STEP_PERCENT;
        } else if (code == KeyCode.DIGIT0) {
            percent = 100;
        } else if (code == KeyCode.D && event.isShiftDown()) {
            mode = Theme.isDark(mode) ? Theme.Mode.LIGHT : Theme.Mode.DARK;
        } else {
            return;
        }
        look = new SavedLook(mode, Math.clamp(percent, Theme.SMALLEST_PERCENT, Theme.LARGEST_PERCENT));
        applyLook();
        looks.accept(look);
        event.consume();
    }

    /** No larger than the screen, with room for what the system draws around it. */
    private void fit() {
        Rectangle2D screen = javafx.stage.Screen.getPrimary().getVisualBounds();
        if (screen.getWidth() < WIDTH + FRAME || screen.getHeight() < HEIGHT + FRAME) {
            stage.setWidth(Math.min(WIDTH, screen.getWidth()));
            stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
            stage.setX(screen.getMinX() + (screen.getWidth() - stage.getWidth()) / 2);
            stage.setY(screen.getMinY());
        }
    }

    private void applyLook() {
        Theme.apply(scene, look.mode(), look.percent());
        double em = Theme.EM_PIXELS * look.percent() / 100.0;
        Rectangle2D screen = javafx.stage.Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(LEAST_WIDTH_EMS * em, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT_EMS * em, screen.getHeight()));
    }

    private void show(OpenedWallet wallet) {
        opened.accept(wallet);
        frame(wallet, Place.HOME);
    }

    /** The frame with the screens of one hub; another hub gets another. */
    private ActivityViewModel frame(OpenedWallet wallet, Place first) {
        stage.setTitle(wallet.communityName() + " – " + messages.text("app.name"));
        ShellViewModel shell = new ShellViewModel(wallet, tasks, messages, times);
        shell.placeProperty().set(first);
        ActivityWords words = new ActivityWords(messages, times);
        TrustViewModel trust = new TrustViewModel(wallet.wallet(), tasks, messages, times);
        ActivityViewModel activity = new ActivityViewModel(
                wallet,
                tasks,
                messages,
                words,
                times,
                (other, where) -> frame(wallet.at(other), Place.ACTIVITY).reveal(where));
        show(new ShellView(shell, messages, place -> screen(place, wallet, shell, words, trust, activity)));
        return activity;
    }

    private Screen screen(
            Place place,
            OpenedWallet opened,
            ShellViewModel shell,
            ActivityWords words,
            TrustViewModel trust,
            ActivityViewModel activity) {
        Wallet wallet = opened.wallet();
        return switch (place) {
            case HOME ->
                new HomeView(new HomeViewModel(wallet, tasks, messages, words, times), messages, new HomeView.Ways() {
                    @Override
                    public void pay() {
                        shell.placeProperty().set(Place.PAY);
                    }

                    @Override
                    public void openLine() {
                        trust.open();
                        shell.placeProperty().set(Place.TRUST);
                    }

                    @Override
                    public void lines(String unit) {
                        trust.want(unit);
                        shell.placeProperty().set(Place.TRUST);
                    }

                    @Override
                    public void activity() {
                        shell.placeProperty().set(Place.ACTIVITY);
                    }

                    @Override
                    public void activity(long seq) {
                        activity.reveal(entry -> entry.seq() == seq);
                        shell.placeProperty().set(Place.ACTIVITY);
                    }
                });
            case PAY -> {
                PayViewModel pay = new PayViewModel(
                        wallet, shell.ownerName(), tasks, messages, times, Constraints.of(Rooms.PAYMENT_LIMITS));
                yield new PayView(pay, messages, new PayResultView(pay.result(), messages, txId -> {
                    activity.reveal(entry -> entry.txId().equals(txId));
                    shell.placeProperty().set(Place.ACTIVITY);
                }));
            }
            case TRUST -> new TrustView(trust, messages, new LineEditorView(trust.editor(), messages));
            case ACTIVITY ->
                new ActivityView(
                        activity,
                        messages,
                        new ActivityDetailView(activity.detail(), messages),
                        new ProofCheckView(activity.checker(), messages));
            case COMMUNITY -> community(opened);
            case HUBS -> hubs(opened);
        };
    }

    private Screen hubs(OpenedWallet opened) {
        HubsViewModel model = new HubsViewModel(
                opened.hubs(), opened.wallet(), tasks, messages, times, other -> frame(opened.at(other), Place.HOME));
        return new HubsView(
                model,
                messages,
                finder(model.finder()),
                new HubDetailView(
                        model.detail(),
                        messages,
                        finder(model.detail().mover()),
                        new OutboxView(model.detail().outbox(), messages)));
    }

    private Screen finder(HubFinderViewModel model) {
        return new HubFinderView(model, messages, this::choosePicture);
    }

    private PictureChoice choosePicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.text("hubs.picture"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(messages.text("hubs.picture.files"), PICTURES));
        File file = chooser.showOpenDialog(stage);
        if (file == null) {
            return new PictureChoice.Nothing();
        }
        return file.length() <= LARGEST_PICTURE_BYTES
                ? new PictureChoice.Chosen(file.toURI().toString())
                : new PictureChoice.TooLarge();
    }

    /** The rail leads there only where the community lives in this program. */
    private Screen community(OpenedWallet opened) {
        OwnHub hub = opened.ownHub().orElseThrow(() -> new InvariantBroken("Who has no hub governs none"));
        CommunityViewModel model =
                new CommunityViewModel(hub, opened.wallet().me(), opened.ownerName(), tasks, messages, times);
        return new CommunityView(model, messages, section -> switch (section) {
            case HUB ->
                new ServingView(
                        model.serving(),
                        messages,
                        new GuestsView(model.serving().guests(), messages));
            case PEOPLE -> new PeopleView(model.people(), messages);
            case UNITS -> new UnitsView(model.units(), messages);
            case LOG -> new LogView(model.log(), messages);
        });
    }

    private void show(Screen screen) {
        if (shown != null) {
            shown.detach();
        }
        shown = screen;
        Parent content = screen.root();
        root.getChildren().setAll(content);
        screen.attach();
    }
}
