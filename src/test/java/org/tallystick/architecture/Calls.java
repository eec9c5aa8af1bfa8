package org.tallystick.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** The calls into the JDK that the rules speak of. */
final class Calls {

    private static final String CONSTRUCTOR = "<init>";

    private static final Set<String> CHANCE = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.security.KeyPairGenerator",
            "javax.crypto.KeyGenerator");

    private static final Set<String> POOLS = Set.of(
            "java.util.Timer",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool");

    private Calls() {}

    /** Reads a clock of the machine, or draws something nobody can draw again. */
    static boolean asksTimeOrChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.Collections" -> name.equals("shuffle") && parameterCount(access) == 1;
            case "java.util.Date", "java.util.GregorianCalendar" ->
                name.equals(CONSTRUCTOR) && parameterCount(access) == 0;
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system") || name.startsWith("tick");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            default ->
                (owner.startsWith("java.time.") && name.equals("now"))
                        || (owner.startsWith("java.util.random.")
                                && (name.equals("of") || name.equals("getDefault") || name.equals("create")))
                        || (CHANCE.contains(owner) && (name.equals(CONSTRUCTOR) || name.startsWith("getInstance")));
        };
    }

    /** Makes a thread, or has others make one. */
    static boolean makesThreads(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (name.equals(CONSTRUCTOR)) {
            return owner.isAssignableTo(Thread.class) || POOLS.contains(owner.getName());
        }
        return switch (owner.getName()) {
            case "java.lang.Thread" ->
                name.equals("ofVirtual") || name.equals("ofPlatform") || name.equals("startVirtualThread");
            case "java.util.concurrent.Executors" -> name.startsWith("new");
            case "java.util.concurrent.ForkJoinPool" -> name.equals("commonPool");
            case "java.util.concurrent.StructuredTaskScope" -> name.equals("open");
            case "java.util.concurrent.CompletableFuture" -> name.endsWith("Async");
            default ->
                owner.getPackageName().startsWith("java.util")
                        && (name.equals("parallelStream") || name.equals("parallel") || name.startsWith("parallelS"));
        };
    }

    /** Writes to standard output or standard error. */
    static boolean printsToTheConsole(JavaAccess<?> access) {
        String name = access.getName();
        return (access.getTargetOwner().isEquivalentTo(System.class) && (name.equals("out") || name.equals("err")))
                || (access.getTargetOwner().isAssignableTo(Throwable.class)
                        && name.equals("printStackTrace")
                        && parameterCount(access) == 0);
    }

    private static int parameterCount(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().size()
                : 0;
    }
}
