package dev.netstock.local.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code AWS::SecretsManager::Secret}, with a given or a generated value, or without one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html">AWS::SecretsManager::Secret</a>
 */
public record SecretType(Secrets secrets) implements ResourceType {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int USUAL_LENGTH = 32;

    /** The characters of generated passwords, without a space. */
    private static final String CHARACTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                    + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    @Override
    public String name() {
        return "AWS::SecretsManager::Secret";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("Name")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        Optional<String> value =
                properties
                        .optionalText("SecretString")
                        .or(
                                () ->
                                        properties
                                                .optionalObject("GenerateSecretString")
                                                .map(SecretType::generated));
        String description = properties.optionalText("Description").orElse("");
        properties.ignore("KmsKeyId", "Tags");
        properties.finish();
        String arn = secrets.create(name, description, value);
        return new ProvisionedResource(arn, Map.of("Id", arn));
    }

    /**
     * A random password, alone or as a member of a JSON object.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html">GenerateSecretString</a>
     */
    private static String generated(Properties properties) {
        String excluded = properties.optionalText("ExcludeCharacters").orElse("");
        boolean hasPunctuation = !properties.flag("ExcludePunctuation", false);
        String allowed =
                CHARACTERS
                        .chars()
                        .filter(it -> excluded.indexOf(it) < 0)
                        .filter(it -> hasPunctuation || Character.isLetterOrDigit(it))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        String password =
                RANDOM.ints(
                                properties.optionalNumber("PasswordLength").orElse(USUAL_LENGTH),
                                0,
                                allowed.length())
                        .mapToObj(it -> allowed.substring(it, it + 1))
                        .collect(Collectors.joining());
        Optional<String> template = properties.optionalText("SecretStringTemplate");
        return template.isEmpty() ? password : withMember(template.get(), properties, password);
    }

    private static String withMember(String template, Properties properties, String password) {
        try {
            if (JSON.readTree(template) instanceof ObjectNode object) {
                return object.put(properties.text("GenerateStringKey"), password).toString();
            }
        } catch (JsonProcessingException _) {
            // Rejected below, like JSON that is not an object.
        }
        throw new TemplateException(
                "The SecretStringTemplate is not a JSON object", properties.path());
    }
}
