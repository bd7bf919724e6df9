//! The methods this server knows.

/// A Bot API method. Names are matched in any case, as Telegram does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Telegram's own")]
pub enum Method {
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMyCommands,
    DeleteWebhook,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChat,
    GetFile,
    GetMe,
    GetMyCommands,
    GetUpdates,
    GetWebhookInfo,
    SendChatAction,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    SetWebhook,
}

impl Method {
    /// Every method, in alphabetical order.
    pub const ALL: [Self; 20] = [
        Self::AnswerCallbackQuery,
        Self::DeleteMessage,
        Self::DeleteMyCommands,
        Self::DeleteWebhook,
        Self::EditMessageCaption,
        Self::EditMessageMedia,
        Self::EditMessageReplyMarkup,
        Self::EditMessageText,
        Self::GetChat,
        Self::GetFile,
        Self::GetMe,
        Self::GetMyCommands,
        Self::GetUpdates,
        Self::GetWebhookInfo,
        Self::SendChatAction,
        Self::SendDocument,
        Self::SendMessage,
        Self::SendPhoto,
        Self::SetMyCommands,
        Self::SetWebhook,
    ];

    /// The name as Telegram's manual spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AnswerCallbackQuery => "answerCallbackQuery",
            Self::DeleteMessage => "deleteMessage",
            Self::DeleteMyCommands => "deleteMyCommands",
            Self::DeleteWebhook => "deleteWebhook",
            Self::EditMessageCaption => "editMessageCaption",
            Self::EditMessageMedia => "editMessageMedia",
            Self::EditMessageReplyMarkup => "editMessageReplyMarkup",
            Self::EditMessageText => "editMessageText",
            Self::GetChat => "getChat",
            Self::GetFile => "getFile",
            Self::GetMe => "getMe",
            Self::GetMyCommands => "getMyCommands",
            Self::GetUpdates => "getUpdates",
            Self::GetWebhookInfo => "getWebhookInfo",
            Self::SendChatAction => "sendChatAction",
            Self::SendDocument => "sendDocument",
            Self::SendMessage => "sendMessage",
            Self::SendPhoto => "sendPhoto",
            Self::SetMyCommands => "setMyCommands",
            Self::SetWebhook => "setWebhook",
        }
    }

    /// The method of this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(name))
    }
}
