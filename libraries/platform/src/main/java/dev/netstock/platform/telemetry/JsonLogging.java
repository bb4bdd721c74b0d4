package dev.netstock.platform.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SLF4J's provider in the functions: it writes each line as a JSON object to standard output, where
 * Lambda takes it from. A logging framework would take a quarter of a cold start. Thread-safe.
 */
public final class JsonLogging implements SLF4JServiceProvider {
    private static final AtomicReference<Level> THRESHOLD =
            new AtomicReference<>(configuredLevel());

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter noContext = new NOPMDCAdapter();
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

    /** Sets the least severe level that this process writes. */
    public static void setLevel(Level level) {
        THRESHOLD.set(level);
    }

    @Override
    public void initialize() {
        // All parts exist already.
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, JsonLogger::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return noContext;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    /**
     * Lambda sets the variable to the application log level of the function.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">
     *     Log-level filtering</a>
     */
    private static Level configuredLevel() {
        String configured = System.getenv("AWS_LAMBDA_LOG_LEVEL");
        for (Level level : Level.values()) {
            if (level.name().equals(configured)) {
                return level;
            }
        }
        return Level.INFO;
    }

    /** Writes each line at once. */
    private static final class JsonLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        JsonLogger(String name) {
            this.name = name;
        }

        @Override
        public boolean isTraceEnabled() {
            return isEnabled(Level.TRACE);
        }

        @Override
        public boolean isDebugEnabled() {
            return isEnabled(Level.DEBUG);
        }

        @Override
        public boolean isInfoEnabled() {
            return isEnabled(Level.INFO);
        }

        @Override
        public boolean isWarnEnabled() {
            return isEnabled(Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return isEnabled(Level.ERROR);
        }

        private static boolean isEnabled(Level level) {
            return level.toInt() >= THRESHOLD.get().toInt();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            String message = MessageFormatter.basicArrayFormat(pattern, arguments);
            System.out.println(LogLine.of(level, message, thrown));
        }
    }
}
