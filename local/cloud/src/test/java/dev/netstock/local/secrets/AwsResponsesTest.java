package dev.netstock.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.AwsRequests;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The responses of Secrets Manager to invalid requests and at its limits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">PutSecretValue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html">UpdateSecretVersionStage</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsResponsesTest {
    private static final String ID = "'SecretId':'s'";
    private static final String TOKEN = "'ClientRequestToken':'" + "t".repeat(32) + "'";
    private static final String UNKNOWN = "u".repeat(32);

    /** A request and its response: the status and a part of the body. */
    record Row(String action, String body, String answer) {
        @Override
        public String toString() {
            String start = body.substring(0, Math.min(100, body.length()));
            return action + " " + start + " → " + answer;
        }
    }

    static final List<Row> ROWS =
            List.of(
                    new Row("GetSecretValue", ID, "200 \"SecretString\":\"value\""),
                    new Row("GetSecretValue", "", "400 ValidationException"),
                    new Row("GetSecretValue", "'SecretId':''", "400 ValidationException"),
                    new Row("GetSecretValue", "'SecretId':7", "400 SerializationException"),
                    new Row("GetSecretValue", "'SecretId':'x'", "400 ResourceNotFoundException"),
                    new Row(
                            "GetSecretValue",
                            ID + ",'VersionStage':'OTHER'",
                            "400 ResourceNotFoundException"),
                    new Row(
                            "GetSecretValue",
                            ID + ",'VersionId':'" + UNKNOWN + "'",
                            "400 ResourceNotFoundException"),
                    new Row("GetSecretValue", ID + ",'VersionId':'v'", "400 ValidationException"),
                    new Row("GetSecretValue", ID + ",'Tag':1", "501 Tag"),
                    new Row("RotateSecret", ID, "501 RotateSecret"),
                    new Row("ListSecrets", "'MaxResults':5", "501 MaxResults"),
                    new Row("PutSecretValue", ID + "," + TOKEN, "400 InvalidRequestException"),
                    new Row(
                            "PutSecretValue",
                            ID + ",'SecretString':'a'",
                            "400 InvalidRequestException"),
                    new Row(
                            "PutSecretValue",
                            ID + ",'ClientRequestToken':'t','SecretString':'a'",
                            "400 ValidationException"),
                    new Row(
                            "PutSecretValue",
                            ID + "," + TOKEN + ",'SecretString':'a','SecretBinary':'eA=='",
                            "400 InvalidRequestException"),
                    new Row(
                            "PutSecretValue",
                            ID + "," + TOKEN + ",'SecretString':'a','VersionStages':[]",
                            "400 ValidationException"),
                    new Row(
                            "PutSecretValue",
                            ID + "," + TOKEN + ",'SecretString':'" + "a".repeat(65_537) + "'",
                            "400 ValidationException"),
                    new Row(
                            "PutSecretValue",
                            ID + "," + TOKEN + ",'SecretString':'" + "é".repeat(32_769) + "'",
                            "400 ValidationException"),
                    new Row(
                            "PutSecretValue",
                            ID + "," + TOKEN + ",'SecretString':'" + "a".repeat(65_536) + "'",
                            "200 AWSCURRENT"),
                    new Row("UpdateSecret", ID + "," + TOKEN + ",'KmsKeyId':'k'", "501 KmsKeyId"),
                    new Row("UpdateSecretVersionStage", ID, "400 ValidationException"),
                    new Row(
                            "UpdateSecretVersionStage",
                            ID + ",'VersionStage':'A','MoveToVersionId':'" + UNKNOWN + "'",
                            "400 ResourceNotFoundException"));

    private final Secrets secrets =
            new Secrets(
                    Environment.local("ap-northeast-1"), Optional.empty(), InstantSource.system());

    AwsResponsesTest() {
        new TemplateProbe(new SecretType(secrets))
                .provision("S", "{'Name':'s','SecretString':'value'}");
    }

    @AfterAll
    void close() {
        secrets.close();
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void request_isAnsweredAsByAws(Row row) throws Exception {
        var answer =
                AwsRequests.json(
                        secrets.endpoint().orElseThrow(),
                        "1.1",
                        "secretsmanager." + row.action(),
                        "{" + row.body() + "}");

        assertThat(answer.statusCode() + " " + answer.body())
                .startsWith(row.answer().substring(0, 3))
                .contains(row.answer().substring(4));
    }
}
