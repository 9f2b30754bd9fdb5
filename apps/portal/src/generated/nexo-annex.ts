// Made by tools/generate-portal-annex.ts from libs/nexo/model/casp-03-model.json. Do not edit.

/** Root of a message=its component. */
export const ROOTS =
  'SaleToPOIMessageRejection=SaleToPOIMessageRejectionV02 SaleToPOIServiceRequest=SaleToPOIServiceRequestV03 SaleToPOIServiceResponse=SaleToPOIServiceResponseV03 SaleToPOIReconciliationRequest=SaleToPOIReconciliationRequestV03 SaleToPOIReconciliationResponse=SaleToPOIReconciliationResponseV03 SaleToPOISessionManagementRequest=SaleToPOISessionManagementRequestV03 SaleToPOISessionManagementResponse=SaleToPOISessionManagementResponseV03 SaleToPOIAdministrativeRequest=SaleToPOIAdministrativeRequestV03 SaleToPOIAdministrativeResponse=SaleToPOIAdministrativeResponseV03 SaleToPOIReportRequest=SaleToPOIReportRequestV03 SaleToPOIReportResponse=SaleToPOIReportResponseV03 SaleToPOIAbort=SaleToPOIAbortV03 SaleToPOIEventNotification=SaleToPOIEventNotificationV03 SaleToPOIMessageStatusRequest=SaleToPOIMessageStatusRequestV03 SaleToPOIMessageStatusResponse=SaleToPOIMessageStatusResponseV03 SaleToPOIDeviceRequest=SaleToPOIDeviceRequestV03 SaleToPOIDeviceResponse=SaleToPOIDeviceResponseV03';
/** A type a line: `Component.member XML type min max.member …`, `Code:Name=CODE …`, `Simple;facets`. */
export const TYPES = String.raw`
SaleToPOIMessageRejectionV02.Header Hdr Header41 1 1.Reject Rjct AcceptorRejection2 1 1
Header41.MessageFunction MsgFctn RetailerMessage1Code 1 1.ProtocolVersion PrtcolVrsn Max6Text 1 1.ExchangeIdentification XchgId Max35Text 1 1.CreationDateTime CreDtTm ISODateTime 1 1.InitiatingParty InitgPty GenericIdentification177 1 1.RecipientParty RcptPty GenericIdentification177 0 1.Traceability Tracblt Traceability8 0 *
RetailerMessage1Code:Abort=SSAB AdminRequest=SAAQ AdminResponse=SAAP DeviceRequest=SDDR DeviceResponse=SDDP EventNotification=SSEN MessageStatusRequest=SSMQ MessageStatusResponse=SSMR Rejection=SSRJ ReportRequest=SARQ ReportResponse=SARP SaleFinancialReconciliationResponse=SFRP SaleFinancialReconciliationRequest=SFRQ SaleFinancialServiceRequest=SFSQ SaleFinancialServiceResponse=SFSP SessionManagementRequest=SASQ SessionManagementResponse=SASP
Max6Text;string 1..6
Max35Text;string 1..35
ISODateTime;dateTime
GenericIdentification177.Identification Id Max35Text 1 1.Type Tp PartyType33Code 0 1.Issuer Issr PartyType33Code 0 1.Country Ctry Min2Max3AlphaText 0 1.ShortName ShrtNm Max35Text 0 1.RemoteAccess RmotAccs NetworkParameters7 0 1.Geolocation Glctn Geolocation1 0 1
PartyType33Code:OriginatingPOI=OPOI Merchant=MERC Acceptor=ACCP IntermediaryAgent=ITAG Acquirer=ACQR CardIssuer=CISS DelegateIssuer=DLIS MasterTerminalManager=MTMG TaxAuthority=TAXH TerminalManager=TMGT
Min2Max3AlphaText;string [a-zA-Z]{2,3}
NetworkParameters7.Address Adr NetworkParameters9 1 *.UserName UsrNm Max35Text 0 1.AccessCode AccsCd Max35Binary 0 1.ServerCertificate SvrCert Max10KBinary 0 *.ServerCertificateIdentifier SvrCertIdr Max140Binary 0 *.ClientCertificate ClntCert Max10KBinary 0 *.SecurityProfile SctyPrfl Max35Text 0 1
NetworkParameters9.NetworkType NtwkTp NetworkType1Code 1 1.AddressValue AdrVal Max500Text 1 1
NetworkType1Code:InternetProtocol=IPNW PublicTelephone=PSTN
Max500Text;string 1..500
Max35Binary;base64Binary 1..35
Max10KBinary;base64Binary 1..10240
Max140Binary;base64Binary 1..140
Geolocation1.GeographicCoordinates GeogcCordints GeolocationGeographicCoordinates1 0 1.UTMCoordinates UTMCordints GeolocationUTMCoordinates1 0 1
GeolocationGeographicCoordinates1.Latitude Lat Max35Text 1 1.Longitude Long Max35Text 1 1
GeolocationUTMCoordinates1.UTMZone UTMZone Max35Text 1 1.UTMEastward UTMEstwrd Max35Text 1 1.UTMNorthward UTMNrthwrd Max35Text 1 1
Traceability8.RelayIdentification RlayId GenericIdentification177 1 1.ProtocolName PrtcolNm Max35Text 0 1.ProtocolVersion PrtcolVrsn Max6Text 0 1.TraceDateTimeIn TracDtTmIn ISODateTime 1 1.TraceDateTimeOut TracDtTmOut ISODateTime 1 1
AcceptorRejection2.RejectReason RjctRsn RejectReason1Code 1 1.AdditionalInformation AddtlInf Max500Text 0 1.MessageInError MsgInErr Max100KBinary 0 1
RejectReason1Code:UnableToProcess=UNPR InvalidMessage=IMSG ParsingError=PARS Security=SECU InitiatingParty=INTP RecipientParty=RCPP DuplicateMessage=DPMG ProtocolVersion=VERS MessageType=MSGT
Max100KBinary;base64Binary 1..102400
SaleToPOIServiceRequestV03.Header Hdr Header41 1 1.ServiceRequest SvcReq ServiceRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
ServiceRequest4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ServiceContent SvcCntt RetailerService2Code 1 1.PaymentRequest PmtReq PaymentRequest3 0 1.ReversalRequest RvslReq ReversalRequest3 0 1.BalanceInquiryRequest BalNqryReq BalanceInquiryRequest4 0 1.LoyaltyRequest LltyReq LoyaltyRequest3 0 1.StoredValueRequest StordValReq StoredValueRequest4 0 1.BatchRequest BtchReq BatchRequest3 0 1.EnableServiceRequest NblSvcReq EnableServiceRequest3 0 1.CardAcquisitionRequest CardAcqstnReq CardAcquisitionRequest2 0 1.SupplementaryData SplmtryData SupplementaryData1 0 *
CardPaymentEnvironment77.Acquirer Acqrr Acquirer10 0 1.Merchant Mrchnt Organisation41 0 1.POI POI PointOfInteraction11 0 1.Card Card PaymentCard31 0 1.Check Chck Check1 0 1.StoredValueAccount StordValAcct StoredValueAccount2 0 *.LoyaltyAccount LltyAcct LoyaltyAccount2 0 *.CustomerDevice CstmrDvc CustomerDevice3 0 1.Wallet Wllt CustomerDevice3 0 1.PaymentToken PmtTkn Token1 0 1.MerchantToken MrchntTkn MerchantToken1 0 1.Cardholder Crdhldr Cardholder17 0 1.ProtectedCardholderData PrtctdCrdhldrData ContentInformationType28 0 1.SaleEnvironment SaleEnvt RetailerSaleEnvironment2 0 1
Acquirer10.Identification Id GenericIdentification177 0 1.ParametersVersion ParamsVrsn Max256Text 0 1
Max256Text;string 1..256
Organisation41.Identification Id GenericIdentification32 0 1.CommonName CmonNm Max70Text 0 1.LocationCategory LctnCtgy LocationCategory4Code 0 1.LocationAndContact LctnAndCtct CommunicationAddress9 0 1.SchemeData SchmeData Max140Text 0 1
GenericIdentification32.Identification Id Max35Text 1 1.Type Tp PartyType3Code 0 1.Issuer Issr PartyType4Code 0 1.ShortName ShrtNm Max35Text 0 1
PartyType3Code:OriginatingPOI=OPOI Merchant=MERC Acceptor=ACCP IntermediaryAgent=ITAG Acquirer=ACQR CardIssuer=CISS DelegateIssuer=DLIS
PartyType4Code:Merchant=MERC Acceptor=ACCP IntermediaryAgent=ITAG Acquirer=ACQR CardIssuer=CISS TaxAuthority=TAXH
Max70Text;string 1..70
LocationCategory4Code:Aboard=ABRD Nomadic=NMDC PhysicalShop=FIXD VirtualShop=VIRT
CommunicationAddress9.PostalAddress PstlAdr PostalAddress22 0 1.Email Email Max256Text 0 1.URLAddress URLAdr Max256Text 0 1.Phone Phne PhoneNumber 0 1.CustomerService CstmrSvc PhoneNumber 0 1.AdditionalContactInformation AddtlCtctInf Max256Text 0 1
PostalAddress22.AddressType AdrTp AddressType2Code 0 1.Department Dept Max70Text 0 1.SubDepartment SubDept Max70Text 0 1.AddressLine AdrLine Max70Text 0 2.StreetName StrtNm Max70Text 0 1.BuildingNumber BldgNb Max16Text 0 1.PostCode PstCd Max16Text 0 1.TownName TwnNm Max70Text 0 1.CountrySubDivision CtrySubDvsn Max35Text 0 2.CountryCode CtryCd Min2Max3AlphaText 0 1
AddressType2Code:Postal=ADDR POBox=PBOX Residential=HOME Business=BIZZ MailTo=MLTO DeliveryTo=DLVY
Max16Text;string 1..16
PhoneNumber;string \+[0-9]{1,3}-[0-9()+\-]{1,30}
Max140Text;string 1..140
PointOfInteraction11.Identification Id GenericIdentification177 1 1.SystemName SysNm Max70Text 0 1.GroupIdentification GrpId Max35Text 0 1.Capabilities Cpblties PointOfInteractionCapabilities9 0 1.TimeZone TmZone Max70Text 0 1.TerminalIntegration TermnlIntgtn LocationCategory3Code 0 1.Component Cmpnt PointOfInteractionComponent11 0 *
PointOfInteractionCapabilities9.CardReadingCapabilities CardRdngCpblties CardDataReading8Code 0 *.CardholderVerificationCapabilities CrdhldrVrfctnCpblties CardholderVerificationCapability4Code 0 *.PINLengthCapabilities PINLngthCpblties PositiveNumber 0 1.ApprovalCodeLength ApprvlCdLngth PositiveNumber 0 1.MaxScriptLength MxScrptLngth PositiveNumber 0 1.CardCaptureCapable CardCaptrCpbl TrueFalseIndicator 0 1.OnLineCapabilities OnLineCpblties OnLineCapability1Code 0 1.MessageCapabilities MsgCpblties DisplayCapabilities4 0 *
CardDataReading8Code:Tag=TAGC Physical=PHYS BarCode=BRCD MagneticStripe=MGST ICC=CICC AccountData=DFLE ProximityReader=CTLS EMVProximityReader=ECTL CardOnFile=CDFL SynchronousIntegratedCircuitCard=SICC Unknown=UNKW QRCode=QRCD OpticalCode=OPTC
CardholderVerificationCapability4Code:AccountDigitalSignature=APKI CardholderData=CHDT ManualSignature=MNSG ManualVerification=MNVR OfflineBiographics=FBIG OfflineBiometrics=FBIO OfflineDigitalSignature=FDSG OfflinePINClear=FCPN OfflinePINEncrypted=FEPN OnLinePIN=NPIN PKISignature=PKIS SecureElectronicCommerce=SCEC OnLineBiometrics=NBIO NoCapabilities=NOVF Other=OTHR
PositiveNumber;decimal 18,0
TrueFalseIndicator;boolean
OnLineCapability1Code:OffLine=OFLN OnLine=ONLN SemiOffLine=SMON
DisplayCapabilities4.Destination Dstn UserInterface4Code 1 *.AvailableFormat AvlblFrmt OutputFormat1Code 0 *.NumberOfLines NbOfLines Number 0 1.LineWidth LineWidth Number 0 1.AvailableLanguage AvlblLang LanguageCode 0 *
UserInterface4Code:CardholderDisplay=CDSP CardholderReceipt=CRCP MerchantDisplay=MDSP MerchantReceipt=MRCP OtherCardholderInterface=CRDO
OutputFormat1Code:MessageReference=MREF SimpleText=TEXT XHTML=HTML
Number;decimal 18,0
LanguageCode;string
LocationCategory3Code:Indoor=INDR InsidePump=IPMP MultiplePOITerminal=MPOI MultiplePump=MPMP MultipleSaleTerminal=MSLE SingleSaleTerminal=SSLE VendingMachine=VNDG
PointOfInteractionComponent11.Type Tp POIComponentType6Code 1 1.SubTypeInformation SubTpInf Max70Text 0 1.Identification Id PointOfInteractionComponentIdentification2 1 1.Status Sts PointOfInteractionComponentStatus3 0 1.StandardCompliance StdCmplc GenericIdentification48 0 *.Characteristics Chrtcs PointOfInteractionComponentCharacteristics7 0 1.Assessment Assmnt PointOfInteractionComponentAssessment1 0 *.Package Packg PackageType2 0 *
POIComponentType6Code:AcquirerProtocolParameters=AQPP ApplicationParameters=APPR TerminalParameters=TLPR SecurityParameters=SCPR Server=SERV Terminal=TERM Device=DVCE SecureModule=SECM PaymentApplication=APLI EMVKernel=EMVK EMVLevel1=EMVO Middleware=MDWR Driver=DRVR OperatingSystem=OPST MerchantParameters=MRPR CertificateParameters=CRTF TMSProtocolParameters=TMSP SaleComponent=SACP SaleToPOIProtocolParameters=SAPR LogFile=LOGF MediaFile=MDFL Soft=SOFT ConfigurationFile=CONF ReportFile=RPFL
PointOfInteractionComponentIdentification2.ItemNumber ItmNb Max35Text 0 1.ProviderIdentification PrvdrId Max35Text 0 1.Identification Id Max256Text 0 1.SerialNumber SrlNb Max256Text 0 1
PointOfInteractionComponentStatus3.VersionNumber VrsnNb Max256Text 0 1.Status Sts POIComponentStatus1Code 0 1.ExpiryDate XpryDt ISODate 0 1
POIComponentStatus1Code:WaitingActivation=WAIT OutOfOrder=OUTD InOperation=OPER Deactivated=DACT
ISODate;date
GenericIdentification48.Identification Id Max35Text 1 1.Version Vrsn Max35Text 1 1.Issuer Issr Max35Text 1 1
PointOfInteractionComponentCharacteristics7.Memory Mmry MemoryCharacteristics1 0 *.Communication Com CommunicationCharacteristics5 0 *.SecurityAccessModules SctyAccsMdls Number 0 1.SubscriberIdentityModules SbcbrIdntyMdls Number 0 1.SecurityElement SctyElmt CryptographicKey15 0 *
MemoryCharacteristics1.Identification Id Max35Text 1 1.TotalSize TtlSz DecimalNumber 1 1.FreeSize FreeSz DecimalNumber 1 1.Unit Unit MemoryUnit1Code 1 1
DecimalNumber;decimal 18,17
MemoryUnit1Code:Byte=BYTE ExaByte=EXAB GigaByte=GIGA KiloByte=KILO MegaByte=MEGA PetaByte=PETA TeraByte=TERA
CommunicationCharacteristics5.CommunicationType ComTp POICommunicationType2Code 1 1.RemoteParty RmotPty PartyType7Code 1 *.Active Actv TrueFalseIndicator 1 1.Parameters Params NetworkParameters7 0 1.PhysicalInterface PhysIntrfc PhysicalInterfaceParameter1 0 1
POICommunicationType2Code:Bluetooth=BLTH Ethernet=ETHR GPRS=GPRS GSM=GSMF PSTN=PSTN RS232=RS23 USBDevice=USBD USBHost=USBH Wifi=WIFI WirelessTechnology2G=WT2G WirelessTechnology3G=WT3G WirelessTechnology4G=WT4G WirelessTechnology5G=WT5G
PartyType7Code:Acquirer=ACQR IntermediaryAgent=ITAG POIComponent=PCPT TerminalManager=TMGT SaleSystem=SALE
PhysicalInterfaceParameter1.InterfaceName IntrfcNm Max35Text 1 1.InterfaceType IntrfcTp POICommunicationType2Code 0 1.UserName UsrNm Max35Text 0 1.AccessCode AccsCd Max35Binary 0 1.SecurityProfile SctyPrfl Max35Text 0 1.AdditionalParameters AddtlParams Max2KBinary 0 1
Max2KBinary;base64Binary 1..2048
CryptographicKey15.Identification Id Max350Text 1 1.AdditionalIdentification AddtlId Max35Binary 0 1.Name Nm Max256Text 0 1.SecurityProfile SctyPrfl Max35Text 0 1.ItemNumber ItmNb Max35Text 0 1.Version Vrsn Max256Text 1 1.Type Tp CryptographicKeyType3Code 0 1.Function Fctn KeyUsage1Code 0 *.ActivationDate ActvtnDt ISODateTime 0 1.DeactivationDate DeactvtnDt ISODateTime 0 1.KeyValue KeyVal ContentInformationType26 0 1.KeyCheckValue KeyChckVal Max35Binary 0 1.AdditionalManagementInformation AddtlMgmtInf GenericInformation1 0 *
Max350Text;string 1..350
CryptographicKeyType3Code:AES128=AES2 DES112=EDE3 DUKPT2009=DKP9 AES192=AES9 AES256=AES5 DES168=EDE4
KeyUsage1Code:Encryption=ENCR Decryption=DCPT DataEncryption=DENC DataDecryption=DDEC TranslateInput=TRNI TranslateOutput=TRNX MessageAuthenticationCodeGeneration=MACG MessageAuthenticationCodeVerification=MACV SignatureGeneration=SIGG SignatureVerification=SUGV PINEncryption=PINE PINDecryption=PIND PINVerification=PINV KeyGeneration=KEYG KeyImport=KEYI KeyExport=KEYX KeyDerivation=KEYD
ContentInformationType26.ContentType CnttTp ContentType2Code 1 1.EnvelopedData EnvlpdData EnvelopedData8 0 1.AuthenticatedData AuthntcdData AuthenticatedData7 0 1.SignedData SgndData SignedData6 0 1.DigestedData DgstdData DigestedData5 0 1
ContentType2Code:PlainData=DATA SignedData=SIGN EnvelopedData=EVLP DigestedData=DGST AuthenticatedData=AUTH
EnvelopedData8.Version Vrsn Number 0 1.OriginatorInformation OrgtrInf OriginatorInformation1 0 1.Recipient Rcpt Recipient10Choice 1 *.EncryptedContent NcrptdCntt EncryptedContent6 0 1
OriginatorInformation1.Certificate Cert Max5000Binary 0 *
Max5000Binary;base64Binary 1..5000
Recipient10Choice.KeyTransport KeyTrnsprt KeyTransport7 0 1.KEK KEK KEK7 0 1.KeyIdentifier KeyIdr KEKIdentifier2 0 1
KeyTransport7.Version Vrsn Number 0 1.RecipientIdentification RcptId Recipient9Choice 1 1.KeyEncryptionAlgorithm KeyNcrptnAlgo AlgorithmIdentification19 1 1.EncryptedKey NcrptdKey Max5000Binary 1 1
Recipient9Choice.IssuerAndSerialNumber IssrAndSrlNb IssuerAndSerialNumber2 0 1.KeyIdentifier KeyIdr KEKIdentifier2 0 1
IssuerAndSerialNumber2.Issuer Issr CertificateIssuer1 1 1.SerialNumber SrlNb Max500Binary 1 1
CertificateIssuer1.RelativeDistinguishedName RltvDstngshdNm RelativeDistinguishedName1 1 *
RelativeDistinguishedName1.AttributeType AttrTp AttributeType1Code 1 1.AttributeValue AttrVal Max140Text 1 1
AttributeType1Code:CommonName=CNAT Locality=LATT OrganisationName=OATT OrganisationUnitName=OUAT CountryName=CATT
Max500Binary;base64Binary 1..500
KEKIdentifier2.KeyIdentification KeyId Max140Text 1 1.KeyVersion KeyVrsn Max140Text 1 1.SequenceNumber SeqNb Number 0 1.DerivationIdentification DerivtnId Min5Max16Binary 0 1
Min5Max16Binary;base64Binary 5..16
AlgorithmIdentification19.Algorithm Algo Algorithm7Code 1 1.Parameter Param Parameter10 0 1
Algorithm7Code:RSAEncryption=ERSA RSAES_OAEP=RSAO
Parameter10.EncryptionFormat NcrptnFrmt EncryptionFormat2Code 0 1.DigestAlgorithm DgstAlgo Algorithm16Code 0 1.MaskGeneratorAlgorithm MskGnrtrAlgo AlgorithmIdentification18 0 1
EncryptionFormat2Code:TR31=TR31 TR34=TR34 ISO20038KeyWrap=I238
Algorithm16Code:SHA256=HS25 SHA384=HS38 SHA512=HS51 SHA1=HS01 SHA3_224=SH31 SHA3_256=SH32 SHA3_384=SH33 SHA3_512=SH35 SHAKE128=SHK1 SHAKE256=SHK2
AlgorithmIdentification18.Algorithm Algo Algorithm8Code 1 1.Parameter Param Parameter9 0 1
Algorithm8Code:MGF1=MGF1
Parameter9.DigestAlgorithm DgstAlgo Algorithm16Code 0 1
KEK7.Version Vrsn Number 0 1.KEKIdentification KEKId KEKIdentifier2 1 1.KeyEncryptionAlgorithm KeyNcrptnAlgo AlgorithmIdentification29 1 1.EncryptedKey NcrptdKey Max500Binary 1 1
AlgorithmIdentification29.Algorithm Algo Algorithm24Code 1 1.Parameter Param Parameter12 0 1
Algorithm24Code:AES128CBC=EA2C DES112CBC=E3DC DUKPT2009=DKP9 UKPT=UKPT UKPTwithAES192=UKA2 AES192CBC=EA9C AES256CBC=EA5C AESDUKPT128ECB=DA12 AESDUKPT192ECB=DA19 AESDUKPT256ECB=DA25 Nist800_108KeyDerivation=N108 AES256CTR=EA5R AES192CTR=EA9R AES128CTR=EA2R DES112CTR=E3DR DES168CBC=E36C DES168CTR=E36R SDE056CBC=SD5C UKPTwithAES128=UKA1 UKPTwithAES256=UKA3
Parameter12.EncryptionFormat NcrptnFrmt EncryptionFormat2Code 0 1.InitialisationVector InitlstnVctr Max500Binary 0 1.BytePadding BPddg BytePadding1Code 0 1
BytePadding1Code:LengthPadding=LNGT Null80Padding=NUL8 NullLengthPadding=NULG NullPadding=NULL RandomPadding=RAND
EncryptedContent6.ContentType CnttTp ContentType2Code 1 1.ContentEncryptionAlgorithm CnttNcrptnAlgo AlgorithmIdentification29 0 1.EncryptedData NcrptdData Max100KBinary 1 1
AuthenticatedData7.Version Vrsn Number 0 1.Recipient Rcpt Recipient10Choice 1 *.MACAlgorithm MACAlgo AlgorithmIdentification22 1 1.EncapsulatedContent NcpsltdCntt EncapsulatedContent3 1 1.MAC MAC Max140Binary 1 1
AlgorithmIdentification22.Algorithm Algo Algorithm17Code 1 1.Parameter Param Parameter7 0 1
Algorithm17Code:RetailCBCMAC=MACC RetailSHA256MAC=MCCS SHA256CMACwithAES128=CMA1 RetailSHA1MAC=MCC1 SHA384CMACwithAES192=CMA9 SHA512CMACwithAES256=CMA5 SHA256CMACWithAES256=CMA2 SHA3_256CMACWithAES128=CM31 SHA3_384CMACWithAES192=CM32 SHA3_512CMACWithAES256=CM33 SHA3_256_3DESMAC=MCS3 CMACAES128=CCA1 CMACAES192=CCA2 CMACAES256=CCA3
Parameter7.InitialisationVector InitlstnVctr Max500Binary 0 1.BytePadding BPddg BytePadding1Code 0 1
EncapsulatedContent3.ContentType CnttTp ContentType2Code 1 1.Content Cntt Max100KBinary 0 1
SignedData6.Version Vrsn Number 0 1.DigestAlgorithm DgstAlgo AlgorithmIdentification21 0 *.EncapsulatedContent NcpsltdCntt EncapsulatedContent3 0 1.Certificate Cert Max5000Binary 0 *.Signer Sgnr Signer5 0 *
AlgorithmIdentification21.Algorithm Algo Algorithm16Code 1 1
Signer5.Version Vrsn Number 0 1.SignerIdentification SgnrId Recipient9Choice 0 1.DigestAlgorithm DgstAlgo AlgorithmIdentification21 1 1.SignedAttributes SgndAttrbts GenericInformation1 0 *.SignatureAlgorithm SgntrAlgo AlgorithmIdentification30 1 1.Signature Sgntr Max3000Binary 1 1
GenericInformation1.Name Nm Max70Text 1 1.Value Val Max140Text 0 1
AlgorithmIdentification30.Algorithm Algo Algorithm25Code 1 1.Parameter Param Parameter15 0 1
Algorithm25Code:SHA256WithRSA=ERS2 SHA1WithRSA=ERS1 RSASSA_PSS=RPSS SHA3_256WithRSA=ERS3 EcdsaSha3_256=ED32 EcdsaSha3_384=ED33 EcdsaSha3_512=ED35 EcdsaSha384=ED23 EcdsaSha512=ED25 EcsdsaSha256=ES22 EcsdaSha3_256=ES32 EcsdsaSha3_384=ES33 EcsdsaSha3_512=ES35 EcsdsaSha384=ES23 EcsdsaSha512=ES25 EcdsaSha256=ED22
Parameter15.DigestAlgorithm DgstAlgo Algorithm16Code 0 1.MaskGeneratorAlgorithm MskGnrtrAlgo AlgorithmIdentification12 0 1.SaltLength SaltLngth Number 0 1.TrailerField TrlrFld Number 0 1.OIDCurveName OIDCrvNm Max140Text 0 1
AlgorithmIdentification12.Algorithm Algo Algorithm8Code 1 1.Parameter Param Parameter5 0 1
Parameter5.DigestAlgorithm DgstAlgo Algorithm11Code 0 1
Algorithm11Code:SHA256=HS25 SHA384=HS38 SHA512=HS51 SHA1=HS01
Max3000Binary;base64Binary 1..3000
DigestedData5.Version Vrsn Number 0 1.DigestAlgorithm DgstAlgo AlgorithmIdentification21 1 1.EncapsulatedContent NcpsltdCntt EncapsulatedContent3 1 1.Digest Dgst Max140Binary 1 1
PointOfInteractionComponentAssessment1.Type Tp POIComponentAssessment1Code 1 1.Assigner Assgnr Max35Text 1 *.DeliveryDate DlvryDt ISODateTime 0 1.ExpirationDate XprtnDt ISODateTime 0 1.Number Nb Max35Text 1 1
POIComponentAssessment1Code:Approval=APPL Certification=CERT Evaluation=EVAL
PackageType2.PackageIdentification PackgId GenericIdentification176 0 1.PackageLength PackgLngth PositiveNumber 0 1.OffsetStart OffsetStart PositiveNumber 0 1.OffsetEnd OffsetEnd PositiveNumber 0 1.PackageBlock PackgBlck ExternallyDefinedData2 0 *
GenericIdentification176.Identification Id Max35Text 1 1.Type Tp PartyType33Code 0 1.Issuer Issr PartyType33Code 0 1.Country Ctry Min2Max3AlphaText 0 1.ShortName ShrtNm Max35Text 0 1
ExternallyDefinedData2.Identification Id Max1025Text 1 1.Value Val Max100KBinary 0 1.ProtectedValue PrtctdVal ContentInformationType26 0 1.Type Tp Max1025Text 0 1
Max1025Text;string 1..1025
PaymentCard31.ProtectedCardData PrtctdCardData ContentInformationType28 0 1.PrivateCardData PrvtCardData Max100KBinary 0 1.PlainCardData PlainCardData PlainCardData15 0 1.PaymentAccountReference PmtAcctRef Max70Text 0 1.MaskedPAN MskdPAN Max30Text 0 1.IssuerBIN IssrBIN Max15NumericText 0 1.CardCountryCode CardCtryCd Max3Text 0 1.CardCurrencyCode CardCcyCd Exact3AlphaNumericText 0 1.CardProductProfile CardPdctPrfl Max35Text 0 1.CardBrand CardBrnd Max35Text 0 1.CardProductType CardPdctTp CardProductType1Code 0 1.CardProductSubType CardPdctSubTp Max35Text 0 1.InternationalCard IntrnlCard TrueFalseIndicator 0 1.AllowedProduct AllwdPdct Max70Text 0 *.ServiceOption SvcOptn Max35Text 0 1.AdditionalCardData AddtlCardData Max70Text 0 1
ContentInformationType28.ContentType CnttTp ContentType2Code 1 1.EnvelopedData EnvlpdData EnvelopedData8 1 1
PlainCardData15.PAN PAN Min8Max28NumericText 1 1.CardSequenceNumber CardSeqNb Min2Max3NumericText 0 1.EffectiveDate FctvDt Max10Text 0 1.ExpiryDate XpryDt Max10Text 1 1.ServiceCode SvcCd Exact3NumericText 0 1.Track1 Trck1 Max76Text 0 1.Track2 Trck2 Max37Text 0 1.Track3 Trck3 Max104Text 0 1.CardholderName CrdhldrNm Max45Text 0 1
Min8Max28NumericText;string [0-9]{8,28}
Min2Max3NumericText;string [0-9]{2,3}
Max10Text;string 1..10
Exact3NumericText;string [0-9]{3}
Max76Text;string 1..76
Max37Text;string 1..37
Max104Text;string 1..104
Max45Text;string 1..45
Max30Text;string 0..30
Max15NumericText;string [0-9]{1,15}
Max3Text;string 1..3
Exact3AlphaNumericText;string [a-zA-Z0-9]{3}
CardProductType1Code:CommercialCard=COMM ConsumerCard=CONS
Check1.BankIdentification BkId Max35Text 0 1.AccountNumber AcctNb Max35Text 0 1.CheckNumber ChckNb Max35Text 0 1.CheckCardNumber ChckCardNb Max35Text 0 1.CheckTrackData2 ChckTrckData2 TrackData2 0 1.CheckType ChckTp CheckType1Code 0 1.Country Ctry Max3Text 0 1
TrackData2.TrackNumber TrckNb Number 0 1.TrackFormat TrckFrmt TrackFormat1Code 0 1.TrackValue TrckVal Max140Text 1 1
TrackFormat1Code:AAMVAFormat=AAMV CMC7CheckFormat=CMC7 E13BCheckFormat=E13B ISOFormat=ISOF JISIFormat=JIS1 JISIIFormat=JIS2
CheckType1Code:BankCheck=BANK BusinessCheck=BUSI GovernmentCheck=GOVC PayrollCheck=PAYR PersonalCheck=PERS
StoredValueAccount2.AccountType AcctTp StoredValueAccountType1Code 0 1.IdentificationType IdTp CardIdentificationType1Code 0 1.Identification Id Max35Text 0 1.Brand Brnd Max35Text 0 1.Provider Prvdr Max35Text 0 1.OwnerName OwnrNm Max45Text 0 1.ExpiryDate XpryDt Max10Text 0 1.EntryMode NtryMd CardDataReading8Code 0 1.Currency Ccy ActiveCurrencyCode 0 1.Balance Bal ImpliedCurrencyAndAmount 0 1
StoredValueAccountType1Code:BankPrepaidAccount=BNKA CarwashVoucher=CWVC CompanyPrepaidAccount=CPYA ElectronicMoneyAccount=ELMY GiftCard=GIFT GiftCertificate=GCER MealVoucher=MLVC OnlineVoucher=OLVC MerchantAccount=MERC OtherPrepaidAccount=OTHR PhoneCard=PHON SmartCardTag=CARD Travel=TRVL
CardIdentificationType1Code:AccountNumber=ACCT BarCode=BARC ISOTrack2=ISO2 PhoneNumber=PHON PrimaryAccountNumber=CPAN PrivativeNumbering=PRIV UniversalUniqueIdentification=UUID
ActiveCurrencyCode;string [A-Z]{3,3}
ImpliedCurrencyAndAmount;decimal 18,5
LoyaltyAccount2.LoyaltyIdentification LltyId Max35Text 0 1.EntryMode NtryMd CardDataReading8Code 0 1.IdentificationType IdTp CardIdentificationType1Code 0 1.Brand Brnd Max35Text 0 1.Provider Prvdr Max35Text 0 1.OwnerName OwnrNm Max45Text 0 1.Unit Unit AmountUnit1Code 0 1.Currency Ccy ActiveCurrencyCode 0 1.Balance Bal ImpliedCurrencyAndAmount 0 1
AmountUnit1Code:Monetary=MONE Point=POIN
CustomerDevice3.Identification Id Max35Text 0 1.Type Tp Max70Text 0 1.Provider Prvdr Max35Text 0 1
Token1.PaymentToken PmtTkn Max19NumericText 0 1.TokenExpiryDate TknXpryDt Exact4NumericText 0 1.TokenRequestorIdentification TknRqstrId Max11NumericText 0 1.TokenAssuranceData TknAssrncData Max140Text 0 1.TokenAssuranceMethod TknAssrncMtd Max2NumericText 0 1.TokenInitiatedIndicator TknInittdInd TrueFalseIndicator 0 1
Max19NumericText;string [0-9]{1,19}
Exact4NumericText;string [0-9]{4}
Max11NumericText;string [0-9]{1,11}
Max2NumericText;string [0-9]{1,2}
MerchantToken1.Token Tkn Min8Max28NumericText 0 1.TokenExpiryDate TknXpryDt Max10Text 0 1.TokenCharacteristic TknChrtc Max35Text 0 *.TokenRequestor TknRqstr PaymentTokenIdentifiers1 0 1.TokenAssuranceLevel TknAssrncLvl Number 0 1.TokenAssuranceData TknAssrncData Max500Binary 0 1.TokenAssuranceMethod TknAssrncMtd Max2NumericText 0 1.TokenInitiatedIndicator TknInittdInd TrueFalseIndicator 0 1
PaymentTokenIdentifiers1.ProviderIdentification PrvdrId Max35Text 1 1.RequestorIdentification RqstrId Max35Text 1 1
Cardholder17.Identification Id PersonIdentification15 0 1.Name Nm Max45Text 0 1.Language Lang LanguageCode 0 1.BillingAddress BllgAdr PostalAddress22 0 1.ShippingAddress ShppgAdr PostalAddress22 0 1.TripNumber TripNb Max35Text 0 1.Vehicle Vhcl Vehicle1 0 1.Authentication Authntcn CardholderAuthentication14 0 *.TransactionVerificationResult TxVrfctnRslt TransactionVerificationResult4 0 *.PersonalData PrsnlData Max70Text 0 1.MobileData MobData MobileData3 0 *
PersonIdentification15.DriverLicenseNumber DrvrLicNb Max35Text 0 1.DriverLicenseLocation DrvrLicLctn Max35Text 0 1.DriverLicenseName DrvrLicNm Max35Text 0 1.DriverIdentification DrvrId Max35Text 0 1.CustomerNumber CstmrNb Max35Text 0 1.SocialSecurityNumber SclSctyNb Max35Text 0 1.AlienRegistrationNumber AlnRegnNb Max35Text 0 1.PassportNumber PsptNb Max35Text 0 1.TaxIdentificationNumber TaxIdNb Max35Text 0 1.IdentityCardNumber IdntyCardNb Max35Text 0 1.EmployerIdentificationNumber MplyrIdNb Max35Text 0 1.EmployeeIdentificationNumber MplyeeIdNb Max35Text 0 1.JobNumber JobNb Max35Text 0 1.Department Dept Max35Text 0 1.EmailAddress EmailAdr Max256Text 0 1.DateAndPlaceOfBirth DtAndPlcOfBirth DateAndPlaceOfBirth1 0 1.Other Othr GenericIdentification4 0 *
DateAndPlaceOfBirth1.BirthDate BirthDt ISODate 1 1.ProvinceOfBirth PrvcOfBirth Max35Text 0 1.CityOfBirth CityOfBirth Max35Text 1 1.CountryOfBirth CtryOfBirth CountryCode 1 1
CountryCode;string [A-Z]{2,2}
GenericIdentification4.Identification Id Max35Text 1 1.IdentificationType IdTp Max35Text 1 1
Vehicle1.VehicleNumber VhclNb Max35NumericText 0 1.TrailerNumber TrlrNb Max35NumericText 0 1.VehicleTag VhclTag Max35Text 0 1.VehicleTagEntryMode VhclTagNtryMd CardDataReading5Code 0 1.UnitNumber UnitNb Max35NumericText 0 1.ReplacementCar RplcmntCar TrueFalseIndicator 0 1.Odometer Odmtr DecimalNumber 0 1.Hubometer Hbmtr DecimalNumber 0 1.TrailerHours TrlrHrs Max35Text 0 1.ReferHours RefrHrs Max35Text 0 1.MaintenanceIdentification MntncId Max35Text 0 1.DriverOrVehicleCard DrvrOrVhclCard PlainCardData17 0 1.AdditionalVehicleData AddtlVhclData Vehicle2 0 *
Max35NumericText;string [0-9]{1,35}
CardDataReading5Code:Tag=TAGC Physical=PHYS BarCode=BRCD MagneticStripe=MGST ICC=CICC AccountData=DFLE ProximityReader=CTLS EMVProximityReader=ECTL CardOnFile=CDFL
PlainCardData17.PAN PAN Min8Max28NumericText 0 1.Track1 Trck1 Max76Text 0 1.Track2 Trck2 Max37Text 0 1.Track3 Trck3 Max104Text 0 1.AdditionalCardData AddtlCardData Max35Text 0 *.EntryMode NtryMd CardDataReading5Code 0 1
Vehicle2.Type Tp Max35Text 0 1.EntryMode NtryMd CardDataReading5Code 0 1.Data Data Max35Text 1 1
CardholderAuthentication14.AuthenticationMethod AuthntcnMtd AuthenticationMethod8Code 0 1.AuthenticationExemption AuthntcnXmptn Exemption1Code 0 1.AuthenticationValue AuthntcnVal Max5000Binary 0 1.ProtectedAuthenticationValue PrtctdAuthntcnVal ContentInformationType28 0 1.CardholderOnLinePIN CrdhldrOnLinePIN OnLinePIN8 0 1.CardholderIdentification CrdhldrId PersonIdentification15 0 1.AddressVerification AdrVrfctn AddressVerification1 0 1.AuthenticationType AuthntcnTp Max35Text 0 1.AuthenticationLevel AuthntcnLvl Max35Text 0 1.AuthenticationResult AuthntcnRslt AuthenticationResult1Code 0 1.AuthenticationAdditionalInformation AuthntcnAddtlInf ExternallyDefinedData2 0 1
AuthenticationMethod8Code:AuthenticationToken=TOKA BillingAddressVerification=ADDB Bypass=BYPS Biometry=BIOM CardholderIdentificationData=CDHI CryptogramVerification=CRYP CSCVerification=CSCV ManualVerification=MANU MerchantAuthentication=MERC Mobile=MOBL OfflinePIN=FPIN OnLinePIN=NPIN Other=OTHR PaperSignature=PPSG PassiveAuthentication=PSVE Password=PSWD PaymentToken=TOKP SecureCertificate=SCRT SecuredChannel=SCNL SecureElectronicCommerce=CSEC SecureNoCertificate=SNCT ShippingAddressVerification=ADDS SignatureCapture=CPSG TokenAuthentication=TOKN UnknownMethod=UKNW
Exemption1Code:LowAmountExemption=LOWA MerchantInitiatedTransaction=MINT RecurringPayment=RECP SecureCorporatePaymentExemption=SCPE StrongCustomerAuthenticationDelegation=SCAD TransactionRiskAnalysisExemption=TRAE TransportFareOrParkingFeeUnattendedPaymentExemption=PKGE TrustedMerchantBeneficiaryExemption=TMBE
OnLinePIN8.EncryptedPINBlock NcrptdPINBlck ContentInformationType28 1 1.PINFormat PINFrmt PINFormat3Code 1 1.AdditionalInput AddtlInpt Max35Text 0 1
PINFormat3Code:ISO0=ISO0 ISO1=ISO1 ISO2=ISO2 ISO3=ISO3 ISO4=ISO4 ISO5=ISO5
AddressVerification1.AddressDigits AdrDgts Max5NumericText 0 1.PostalCodeDigits PstlCdDgts Max5NumericText 0 1
Max5NumericText;string [0-9]{1,5}
AuthenticationResult1Code:Denial=DENY MerchantNotEnroled=MRCH NonParticipation=CARD UnableToAuthenticate=AUTH WithCryptogram=CRPT WithoutCryptogram=UCRP
TransactionVerificationResult4.Method Mtd AuthenticationMethod6Code 1 1.VerificationEntity VrfctnNtty AuthenticationEntity2Code 0 1.Result Rslt Verification1Code 0 1.AdditionalResult AddtlRslt Max500Text 0 1
AuthenticationMethod6Code:OnLinePIN=NPIN PaperSignature=PPSG Password=PSWD SecureCertificate=SCRT SecuredChannel=SCNL SecureNoCertificate=SNCT SignatureCapture=CPSG BillingAddressVerification=ADDB Biometry=BIOM CardholderIdentificationData=CDHI CryptogramVerification=CRYP CSCVerification=CSCV PassiveAuthentication=PSVE SecureElectronicCommerce=CSEC ShippingAddressVerification=ADDS ManualVerification=MANU OfflinePIN=FPIN PaymentToken=TOKP
AuthenticationEntity2Code:ICC=ICCD AuthorisedAgent=AGNT Merchant=MERC Acquirer=ACQR Issuer=ISSR Terminal=TRML
Verification1Code:Failed=FAIL Missing=MISS NotPerformed=NOVF PartialMatch=PART Successful=SUCC TechnicalError=ERRR
MobileData3.MobileCountryCode MobCtryCd Min2Max3AlphaText 0 1.MobileNetworkCode MobNtwkCd Min2Max3NumericText 0 1.MobileMaskedMSISDN MobMskdMSISDN Max35Text 0 1.Geolocation Glctn Geolocation1 0 1.SensitiveMobileData SnstvMobData SensitiveMobileData1 0 1.ProtectedMobileData PrtctdMobData ContentInformationType28 0 1
SensitiveMobileData1.MSISDN MSISDN Max35NumericText 1 1.IMSI IMSI Max35NumericText 0 1.IMEI IMEI Max35NumericText 0 1
RetailerSaleEnvironment2.SaleCapabilities SaleCpblties SaleCapabilities1Code 0 *.Currency Ccy ActiveCurrencyCode 0 1.MinimumAmountToDeliver MinAmtToDlvr ImpliedCurrencyAndAmount 0 1.MaximumCashBackAmount MaxCshBckAmt ImpliedCurrencyAndAmount 0 1.MinimumSplitAmount MinSpltAmt ImpliedCurrencyAndAmount 0 1.DebitPreferredFlag DbtPrefrdFlg TrueFalseIndicator 0 1.LoyaltyHandling LltyHdlg LoyaltyHandling1Code 0 1
SaleCapabilities1Code:CashierDisplay=CHDI CashierError=CHER CashierInput=CHIN CashierStatus=CHST CustomerDisplay=CUDI CustomerAssistance=CUAS CustomerError=CUER CustomerInput=CUIN POIReplication=POIR PrinterDocument=PRDC PrinterReceipt=PRRP PrinterVoucher=PRVC
LoyaltyHandling1Code:Allowed=ALLO Forbidden=DENY Processed=PRCS Proposed=PROP Required=REQU
CardPaymentContext28.PaymentContext PmtCntxt PaymentContext27 0 1.SaleContext SaleCntxt SaleContext4 0 1.DirectDebitContext DrctDbtCntxt CardDirectDebit2 0 1
PaymentContext27.CardPresent CardPres TrueFalseIndicator 0 1.CardholderPresent CrdhldrPres TrueFalseIndicator 0 1.OnLineContext OnLineCntxt TrueFalseIndicator 0 1.AttendanceContext AttndncCntxt AttendanceContext1Code 0 1.TransactionEnvironment TxEnvt TransactionEnvironment1Code 0 1.TransactionChannel TxChanl TransactionChannel5Code 0 1.AttendantMessageCapable AttndntMsgCpbl TrueFalseIndicator 0 1.AttendantLanguage AttndntLang LanguageCode 0 1.CardDataEntryMode CardDataNtryMd CardDataReading8Code 0 1.FallbackIndicator FllbckInd CardFallback1Code 0 1.SupportedOption SpprtdOptn SupportedPaymentOption1Code 0 *
AttendanceContext1Code:Attended=ATTD SemiAttended=SATT Unattended=UATT
TransactionEnvironment1Code:Merchant=MERC Private=PRIV Public=PUBL
TransactionChannel5Code:MailOrder=MAIL TelephoneOrder=TLPH ElectronicCommerce=ECOM TelevisionPayment=TVPY SecuredElectronicCommerce=SECM MobilePayment=MOBL MobilePOS=MPOS
CardFallback1Code:FallbackAfterFailure=FFLB FallbackAfterSuccess=SFLB NoFallback=NFLB
SupportedPaymentOption1Code:PartialApproval=PART PaymentApprovalOnly=MSRV
SaleContext4.SaleIdentification SaleId Max35Text 0 1.SaleReferenceNumber SaleRefNb Max35Text 0 1.SaleReconciliationIdentification SaleRcncltnId Max35Text 0 1.CashierIdentification CshrId Max35Text 0 1.CashierLanguage CshrLang LanguageCode 0 *.ShiftNumber ShftNb Max2NumericText 0 1.CustomerOrderRequestFlag CstmrOrdrReqFlg TrueFalseIndicator 0 1.PurchaseOrderNumber PurchsOrdrNb Max35Text 0 1.InvoiceNumber InvcNb Max35Text 0 1.DeliveryNoteNumber DlvryNoteNb Max35Text 0 1.SponsoredMerchant SpnsrdMrchnt Organisation26 0 *.SplitPayment SpltPmt TrueFalseIndicator 0 1.RemainingAmount RmngAmt ImpliedCurrencyAndAmount 0 1.ForceOnlineFlag ForceOnlnFlg TrueFalseIndicator 0 1.ReuseCardDataFlag ReuseCardDataFlg TrueFalseIndicator 0 1.AllowedEntryMode AllwdNtryMd CardDataReading8Code 0 *.SaleTokenScope SaleTknScp SaleTokenScope1Code 0 1.AdditionalSaleData AddtlSaleData Max70Text 0 1
Organisation26.CommonName CmonNm Max70Text 1 1.Address Adr Max140Text 0 1.CountryCode CtryCd ISO3NumericCountryCode 1 1.MerchantCategoryCode MrchntCtgyCd Min3Max4Text 1 1.RegisteredIdentifier RegdIdr Max35Text 1 1
ISO3NumericCountryCode;string [0-9]{3,3}
Min3Max4Text;string 3..4
SaleTokenScope1Code:MultipleUse=MULT SingleUse=SNGL
CardDirectDebit2.DebtorIdentification DbtrId Debtor4 0 1.CreditorIdentification CdtrId Creditor4 1 1.MandateRelatedInformation MndtRltdInf MandateRelatedInformation13 1 1
Debtor4.Debtor Dbtr PartyIdentification178Choice 0 1.AccountIdentification AcctId CashAccountIdentification7Choice 0 1
PartyIdentification178Choice.AnyBIC AnyBIC AnyBICDec2014Identifier 1 1.ProprietaryIdentification PrtryId GenericIdentification36 1 1.NameAndAddress NmAndAdr NameAndAddress6 1 1
AnyBICDec2014Identifier;string [A-Z0-9]{4,4}[A-Z]{2,2}[A-Z0-9]{2,2}([A-Z0-9]{3,3}){0,1}
GenericIdentification36.Identification Id Max35Text 1 1.Issuer Issr Max35Text 1 1.SchemeName SchmeNm Max35Text 0 1
NameAndAddress6.Name Nm Max70Text 1 1.Address Adr PostalAddress2 1 1
PostalAddress2.StreetName StrtNm Max70Text 0 1.PostCodeIdentification PstCdId Max16Text 1 1.TownName TwnNm Max35Text 1 1.CountrySubDivision CtrySubDvsn Max35Text 0 1.Country Ctry CountryCode 1 1
CashAccountIdentification7Choice.IBAN IBAN IBAN2007Identifier 1 1.BBAN BBAN BBANIdentifier 1 1.UPIC UPIC UPICIdentifier 1 1.DomesticAccount DmstAcct SimpleIdentificationInformation4 1 1
IBAN2007Identifier;string [A-Z]{2,2}[0-9]{2,2}[a-zA-Z0-9]{1,30}
BBANIdentifier;string [a-zA-Z0-9]{1,30}
UPICIdentifier;string [0-9]{8,17}
SimpleIdentificationInformation4.Identification Id Max35Text 1 1
Creditor4.Creditor Cdtr PartyIdentification178Choice 1 1.RegistrationIdentification RegnId Max35Text 0 1
MandateRelatedInformation13.MandateIdentification MndtId Max35Text 1 1.DateOfSignature DtOfSgntr ISODate 0 1.MandateImage MndtImg Max2MBBinary 0 1
Max2MBBinary;base64Binary 1..2097152
RetailerService2Code:FinancialPaymentRequest=FSPQ FinancialReversalRequest=FSRQ FinancialBalanceInquiryRequest=FSIQ FinancialBatchRequest=FSBQ FinancialLoyaltyRequest=FSLQ FinancialStoredValueRequest=FSVQ FinancialEnableServiceRequest=FSEQ FinancialCardAcquisitionRequest=FSAQ FinancialReconciliationRequest=FSCQ
PaymentRequest3.PaymentTransaction PmtTx CardPaymentTransaction110 0 1.LoyaltyData LltyData LoyaltyRequestData2 0 *
CardPaymentTransaction110.TransactionCapture TxCaptr TrueFalseIndicator 0 1.TransactionType TxTp CardPaymentServiceType5Code 1 1.AdditionalService AddtlSvc CardPaymentServiceType9Code 0 *.ServiceAttribute SvcAttr CardPaymentServiceType3Code 0 1.LastTransactionFlag LastTxFlg TrueFalseIndicator 0 1.MerchantCategoryCode MrchntCtgyCd Min3Max4Text 0 1.SaleReferenceIdentification SaleRefId Max35Text 0 1.TransactionIdentification TxId TransactionIdentifier1 1 1.OriginalTransaction OrgnlTx CardPaymentTransaction112 0 1.ReconciliationIdentification RcncltnId Max35Text 0 1.IssuerReferenceData IssrRefData Max140Text 0 1.TransactionDetails TxDtls CardPaymentTransactionDetails49 1 1.MerchantReferenceData MrchntRefData Max70Text 0 1.CustomerOrder CstmrOrdr CustomerOrder1 0 1.CustomerToken CstmrTkn CardPaymentToken5 0 1.CustomerConsent CstmrCnsnt TrueFalseIndicator 0 1.CardProgrammeProposed CardPrgrmmPropsd Max35Text 0 *.CardProgrammeApplied CardPrgrmmApld Max35Text 0 1.SaleToPOIData SaleToPOIData Max70Text 0 1.SaleToAcquirerData SaleToAcqrrData Max70Text 0 1.SaleToIssuerData SaleToIssrData Max70Text 0 1.AdditionalTransactionData AddtlTxData Max70Text 0 *
CardPaymentServiceType5Code:Balance=BALC CardActivation=CACT CardPayment=CRDP CardsFundTransferPush=CAFH CardVerification=CAVR CashAdvance=CSHW CashDeposit=CSHD DeferredPayment=DEFR Loading=LOAD OriginalCredit=ORCR PINChange=PINC QuasiCash=QUCH Refund=RFND Reservation=RESA ValidityCheck=VALC Unloading=UNLD CardsFundTransfer=CAFT CardsFundTransferPull=CAFL
CardPaymentServiceType9Code:Aggregation=AGGR DCC=DCCV Gratuity=GRTT Loyalty=LOYT NoShow=NRES PurchaseCorporate=PUCO RecurringPayment=RECP SolicitedAvailableFunds=SOAF VoiceAuthorisation=VCAU IssuerInstalment=INSI AcceptorInstalment=INSA CashBack=CSHB Instant=INST NonRefundable=NRFD
CardPaymentServiceType3Code:InitialReservation=IRES UpdateReservation=URES PaymentReservation=PRES AdditionalPayment=ARES FirstRecurring=FREC FollowingRecurring=RREC
TransactionIdentifier1.TransactionDateTime TxDtTm ISODateTime 1 1.TransactionReference TxRef Max35Text 1 1
CardPaymentTransaction112.SaleReferenceIdentification SaleRefId Max35Text 0 1.TransactionIdentification TxId TransactionIdentifier1 1 1.POIIdentification POIId GenericIdentification32 1 1.CurrencyConversion CcyConvs CurrencyConversion22 0 1
CurrencyConversion22.Result Rslt CurrencyConversionResponse3Code 1 1.ResultReason RsltRsn Max35Text 0 1.ConversionDetails ConvsDtls CurrencyConversion20 0 *
CurrencyConversionResponse3Code:Allowed=ODCC Assumed=DCCA InvalidCard=ICRD InvalidMerchant=IMER InvalidProduct=IPRD NoRate=IRAT NotAvailable=NDCC Restriction=REST Catalogue=CATG
CurrencyConversion20.CurrencyConversionIdentification CcyConvsId Max35Text 0 1.TargetCurrency TrgtCcy CurrencyDetails3 1 1.ResultingAmount RsltgAmt ImpliedCurrencyAndAmount 1 1.ExchangeRate XchgRate PercentageRate 1 1.InvertedExchangeRate NvrtdXchgRate PercentageRate 0 1.QuotationDate QtnDt ISODateTime 0 1.ValidUntil VldUntil ISODateTime 0 1.SourceCurrency SrcCcy CurrencyDetails2 1 1.OriginalAmount OrgnlAmt OriginalAmountDetails1 1 1.CommissionDetails ComssnDtls Commission19 0 *.MarkUpDetails MrkUpDtls Commission18 0 *.DeclarationDetails DclrtnDtls ActionMessage8 0 *
CurrencyDetails3.AlphaCode AlphaCd ActiveCurrencyCode 1 1.NumericCode NmrcCd Exact3NumericText 1 1.Decimal Dcml Number 1 1.Name Nm Max35Text 0 1
PercentageRate;decimal 11,10
CurrencyDetails2.AlphaCode AlphaCd ActiveCurrencyCode 0 1.NumericCode NmrcCd Exact3NumericText 0 1.Decimal Dcml Number 0 1.Name Nm Max35Text 0 1
OriginalAmountDetails1.ActualAmount ActlAmt ImpliedCurrencyAndAmount 0 1.MinimumAmount MinAmt ImpliedCurrencyAndAmount 0 1.MaximumAmount MaxAmt ImpliedCurrencyAndAmount 0 1
Commission19.Amount Amt ImpliedCurrencyAndAmount 1 1.AdditionalInformation AddtlInf Max350Text 0 1
Commission18.Rate Rate PercentageRate 1 1.AdditionalInformation AddtlInf Max350Text 0 1
ActionMessage8.MessageDestination MsgDstn UserInterface4Code 1 1.InformationQualifier InfQlfr InformationQualify1Code 0 1.Format Frmt OutputFormat3Code 0 1.MessageContent MsgCntt Max20000Text 1 1.MessageContentSignature MsgCnttSgntr ContentInformationType25 0 1.OutputBarcode OutptBrcd OutputBarcode1 0 1.ResponseRequiredFlag RspnReqrdFlg TrueFalseIndicator 0 1.MinimumDisplayTime MinDispTm Number 0 1
InformationQualify1Code:CustomerAssistance=CUSA Display=DISP Document=DOCT Error=ERRO Input=INPT POIReplication=POIR Receipt=RCPT Sound=SOND Status=STAT Voucher=VCHR
OutputFormat3Code:Barcode=BARC MenuEntry=MENT MessageReference=MREF ScreenReference=SREF SimpleText=TEXT XHTML=HTML
Max20000Text;string 1..20000
ContentInformationType25.ContentType CnttTp ContentType2Code 1 1.AuthenticatedData AuthntcdData AuthenticatedData7 0 1.SignedData SgndData SignedData6 0 1
OutputBarcode1.BarcodeType BrcdTp BarcodeType1Code 1 1.BarcodeValue BrcdVal Max8000Text 0 1.QRCodeBinaryValue QRCdBinryVal Max3000Binary 0 1.QRCodeVersion QRCdVrsn Max16Text 0 1.QRCodeEncodingMode QRCdNcodgMd QRCodeEncodingMode1Code 1 1.QRCodeErrorCorrection QRCdErrCrrctn QRCodeErrorCorrection1Code 0 1
BarcodeType1Code:BarcodeEncodedAs2DQRCode=COQR BarcodeEncodedAsCode128=C128 BarcodeEncodedAsCode25=C025 BarcodeEncodedAsCode39=C039 BarcodeEncodedAsEA13=EA13 BarcodeEncodedAsEAN8=EAN8 BarcodeEncodedAsPDF417=P417 BarcodeEncodedAsUPCA=UPCA
Max8000Text;string 1..8000
QRCodeEncodingMode1Code:Alphanumeric=ALFA Binary=BINA Kanji=KANJ Numeric=NUME
QRCodeErrorCorrection1Code:ErrorCorrection15Percent=M015 ErrorCorrection25Percent=Q025 ErrorCorrection30Percent=H030 ErrorCorrection7Percent=L007
CardPaymentTransactionDetails49.Currency Ccy ActiveCurrencyCode 0 1.TotalAmount TtlAmt ImpliedCurrencyAndAmount 1 1.CumulativeAmount CmltvAmt ImpliedCurrencyAndAmount 0 1.AmountQualifier AmtQlfr TypeOfAmount8Code 0 1.DetailedAmount DtldAmt DetailedAmount15 0 1.RequestedAmount ReqdAmt ImpliedCurrencyAndAmount 0 1.AuthorisedAmount AuthrsdAmt ImpliedCurrencyAndAmount 0 1.InvoiceAmount InvcAmt ImpliedCurrencyAndAmount 0 1.ValidityDate VldtyDt ISODate 0 1.OnLineReason OnLineRsn OnLineReason1Code 0 *.UnattendedLevelCategory UattnddLvlCtgy Max35NumericText 0 1.AccountType AcctTp CardAccountType3Code 0 1.CurrencyConversionResult CcyConvsRslt CurrencyConversion21 0 1.Instalment Instlmt RecurringTransaction2 0 1.AggregationTransaction AggtnTx AggregationTransaction3 0 1.ProductCodeSetIdentification PdctCdSetId Max10Text 0 1.SaleItem SaleItm Product6 0 *.DeliveryLocation DlvryLctn Max35Text 0 1.AdditionalInformation AddtlInf ExternallyDefinedData2 0 *.ICCRelatedData ICCRltdData Max10000Binary 0 1
TypeOfAmount8Code:Actual=ACTL Estimated=ESTM Maximum=MAXI Default=DFLT Replacement=RPLT Incremental=INCR Decremental=DECR Reserved=RESD
DetailedAmount15.AmountGoodsAndServices AmtGoodsAndSvcs ImpliedCurrencyAndAmount 0 1.CashBack CshBck ImpliedCurrencyAndAmount 0 1.Gratuity Grtty ImpliedCurrencyAndAmount 0 1.Fees Fees DetailedAmount4 0 *.Rebate Rbt DetailedAmount4 0 *.ValueAddedTax ValAddedTax DetailedAmount4 0 *.Surcharge Srchrg DetailedAmount4 0 *
DetailedAmount4.Amount Amt ImpliedCurrencyAndAmount 1 1.Label Labl Max140Text 0 1
OnLineReason1Code:RandomSelection=RNDM ICCForced=ICCF MerchantForced=MERF TerminalForced=TRMF IssuerForced=ISSF FloorLimit=FRLT ExceptionFile=EXFL TotalAmount=TAMT ControlledBIN=CBIN UnknownBIN=UBIN ControlledPAN=CPAN FlowControl=FLOW UnavailableCurrency=CRCY
CardAccountType3Code:CertificateOfDeposit=CTDP Checking=CHCK CreditCard=CRDT Current=CURR DebitCard=CDBT Default=DFLT EpurseCard=EPRS HomeEquityLoan=HEQL InstalmentLoan=ISTL Investment=INVS LineOfCredit=LCDT MobilePhoneAccount=MBNW MoneyMarket=MNMK MoneyMarketChecking=MNMC MortgageLoan=MTGL RetirementAccount=RTRM RevolvingLoanAccount=RVLV Savings=SVNG StockOrBond=STBD Universal=UVRL PrePaid=PRPD FleetCard=FLTC
CurrencyConversion21.AcceptedByCardholder AccptdByCrdhldr TrueFalseIndicator 0 1.Conversion Convs CurrencyConversion20 0 1
RecurringTransaction2.InstalmentPlan InstlmtPlan InstalmentPlan1Code 0 *.PlanIdentification PlanId Max35Text 0 1.SequenceNumber SeqNb Number 0 1.PeriodUnit PrdUnit Frequency3Code 0 1.InstalmentPeriod InstlmtPrd Number 0 1.TotalNumberOfPayments TtlNbOfPmts Number 0 1.FirstPaymentDate FrstPmtDt ISODate 0 1.TotalAmount TtlAmt CurrencyAndAmount 0 1.FirstAmount FrstAmt ImpliedCurrencyAndAmount 0 1.Charges Chrgs ImpliedCurrencyAndAmount 0 1
InstalmentPlan1Code:EqualPayment=EQPM InequalPayment=NQPM DeferredInstalment=DFRI
Frequency3Code:Annual=YEAR Monthly=MNTH Quarterly=QURT SemiAnnual=MIAN Weekly=WEEK Daily=DAIL TenDays=TEND
CurrencyAndAmount
CurrencyAndAmount_SimpleType;decimal 18,5
CurrencyCode;string [A-Z]{3,3}
AggregationTransaction3.FirstPaymentDateTime FrstPmtDtTm ISODateTime 0 1.LastPaymentDateTime LastPmtDtTm ISODateTime 0 1.NumberOfPayments NbOfPmts Number 0 1.IndividualPayment IndvPmt DetailedAmount21 0 *
DetailedAmount21.Amount Amt ImpliedCurrencyAndAmount 1 1.DateTime DtTm ISODateTime 1 1.CardDataEntryMode CardDataNtryMd CardDataReading8Code 0 1.ICCRelatedData ICCRltdData Max10000Binary 0 1.Label Labl Max140Text 0 1
Max10000Binary;base64Binary 1..10000
Product6.ItemIdentification ItmId Max35Text 0 1.ProductCode PdctCd Max70Text 1 1.AdditionalProductCode AddtlPdctCd Max70Text 0 1.UnitOfMeasure UnitOfMeasr UnitOfMeasure6Code 0 1.ProductQuantity PdctQty DecimalNumber 0 1.UnitPrice UnitPric ImpliedCurrencyAndAmount 0 1.UnitPriceSign UnitPricSgn PlusOrMinusIndicator 0 1.ProductAmount PdctAmt ImpliedCurrencyAndAmount 1 1.ProductAmountSign PdctAmtSgn PlusOrMinusIndicator 0 1.ValueAddedTax ValAddedTax ImpliedCurrencyAndAmount 0 1.TaxType TaxTp Max35Text 0 1.ProductDescription PdctDesc Max140Text 0 1.DeliveryLocation DlvryLctn Max10Text 0 1.DeliveryService DlvrySvc AttendanceContext2Code 0 1.SaleChannel SaleChanl Max70Text 0 1.AdditionalProductDescription AddtlPdctDesc Max256Text 0 1
UnitOfMeasure6Code:Piece=PIEC Ton=TONS Foot=FOOT GBGallon=GBGA USGallon=USGA Gram=GRAM Inch=INCH Kilogram=KILO Pound=PUND Metre=METR Centimetre=CMET Millimetre=MMET Litre=LITR Centilitre=CELI MilliLitre=MILI GBOunce=GBOU USOunce=USOU GBQuart=GBQA USQuart=USQA GBPint=GBPI USPint=USPI Mile=MILE Kilometre=KMET Yard=YARD SquareKilometre=SQKI Hectare=HECT Are=ARES SquareMetre=SMET SquareCentimetre=SCMT SquareMillimetre=SMIL SquareMile=SQMI SquareYard=SQYA SquareFoot=SQFO SquareInch=SQIN Acre=ACRE KilowattHours=KWHO DieselGallonEquivalent=DGEU GasolineGallonEquivalent=GGEU
PlusOrMinusIndicator;boolean
AttendanceContext2Code:AttendantDelivery=ATTL CarrierDelivery=CARR CustomerDelivery=CUST FullServe=FULL SelfServe=SELF
CustomerOrder1.CustomerOrderIdentification CstmrOrdrId Max35Text 1 1.SaleReferenceIdentification SaleRefId Max35Text 1 1.OpenOrderState OpnOrdrStat TrueFalseIndicator 0 1.StartDate StartDt ISODateTime 1 1.EndDate EndDt ISODateTime 0 1.Unit Unit AmountUnit1Code 0 1.ForecastedAmount FrcstdAmt ImpliedCurrencyAndAmount 1 1.CurrentAmount CurAmt ImpliedCurrencyAndAmount 0 1.Currency Ccy ActiveCurrencyCode 0 1.AccessedBy AccsdBy Max35Text 0 1.AdditionalInformation AddtlInf Max1025Text 0 1
CardPaymentToken5.Token Tkn Min8Max28NumericText 0 1.CardSequenceNumber CardSeqNb Min2Max3NumericText 0 1.TokenExpiryDate TknXpryDt Max10Text 0 1.TokenCharacteristic TknChrtc Max35Text 0 *.TokenRequestor TknRqstr PaymentTokenIdentifiers1 0 1.TokenAssuranceLevel TknAssrncLvl Number 0 1.TokenAssuranceData TknAssrncData Max500Binary 0 1.TokenAssuranceMethod TknAssrncMtd Max2NumericText 0 1.TokenInitiatedIndicator TknInittdInd TrueFalseIndicator 0 1
LoyaltyRequestData2.CustomerOrder CstmrOrdr CustomerOrder1 0 1.Account Acct LoyaltyAccount2 0 1.Amount Amt LoyaltyAmount1 0 1
LoyaltyAmount1.Unit Unit AmountUnit1Code 0 1.Currency Ccy ActiveCurrencyCode 0 1.Amount Amt ImpliedCurrencyAndAmount 1 1
ReversalRequest3.ReversalTransaction RvslTx CardPaymentTransaction110 0 1.LoyaltyData LltyData LoyaltyRequestData2 0 *.ReversalReason RvslRsn ReversalReason1Code 1 1.ReversedAmount RvsdAmt ImpliedCurrencyAndAmount 0 1.CustomerOrder CstmrOrdr CustomerOrder1 0 1
ReversalReason1Code:CustomerCancellation=CUSC Malfuntion=MALF MerchantCancellation=MERC UnableToComplete=UNAB
BalanceInquiryRequest4.PaymentAccountRequest PmtAcctReq PaymentAccountRequest1 0 1.LoyaltyAccountRequest LltyAcctReq LoyaltyAccountRequest2 0 1.StoredValueAccountRequest StordValAcctReq StoredValueRequest4 0 1
PaymentAccountRequest1.AccountType AcctTp CardAccountType3Code 0 1.CustomerOrder CstmrOrdr CustomerOrder1 0 1.AccountReference AcctRef Max35Text 0 1
LoyaltyAccountRequest2.CustomerOrder CstmrOrdr CustomerOrder1 0 1.Account Acct LoyaltyAccount2 0 1
StoredValueRequest4.Data Data StoredValueData4 1 *
StoredValueData4.Provider Prvdr Max35Text 0 1.TransactionType TxTp StoredValueTransactionType2Code 1 1.AccountIdentification AcctId StoredValueAccount2 0 1.OriginalPOITransaction OrgnlPOITx CardPaymentTransaction110 0 1.ProductCode PdctCd Max35Text 0 1.EANUPC EANUPC Max35NumericText 0 1.ItemAmount ItmAmt ImpliedCurrencyAndAmount 0 1.Currency Ccy ActiveCurrencyCode 0 1.HostTransactionIdentification HstTxId TransactionIdentifier1 0 1
StoredValueTransactionType2Code:Activate=ACTV Duplicate=DUPL Load=LOAD Reserve=RESV Reverse=REVS Unload=ULOA CloseAccount=CLOS Deactivate=DCTV OpenAccount=OPEN
LoyaltyRequest3.CustomerOrder CstmrOrdr CustomerOrder1 0 1.Transaction Tx LoyaltyTransaction3 1 1.Data Data LoyaltyRequestData2 0 *
LoyaltyTransaction3.LoyaltyTransactionType LltyTxTp LoyaltyTransactionType1Code 1 1.Currency Ccy ActiveCurrencyCode 0 1.TotalAmount TtlAmt ImpliedCurrencyAndAmount 0 1.OriginalPOITransaction OrgnlPOITx CardPaymentTransaction110 0 1.SaleItem SaleItm Product6 0 *
LoyaltyTransactionType1Code:Award=AWRD AwardRefund=AWRR RebateRefund=REBR Rebate=REBA Redemption=REDE RedemptionRefund=REDR
BatchRequest3.RemoveAllFlag RmvAllFlg TrueFalseIndicator 0 1.TransactionToPerform TxToPrfrm TransactionToPerform3Choice 0 *
TransactionToPerform3Choice.PaymentRequest PmtReq PaymentRequest3 0 1.LoyaltyRequest LltyReq LoyaltyRequest3 0 1.ReversalRequest RvslReq ReversalRequest3 0 1
EnableServiceRequest3.TransactionAction TxActn TransactionAction1Code 1 1.ServicesEnabled SvcsNbld RetailerService2Code 0 1.DisplayOutput DispOutpt ActionMessage8 0 1
TransactionAction1Code:StartTransaction=STAR Stop=STOP
CardAcquisitionRequest2.AllowedPaymentBrand AllwdPmtBrnd Max35Text 0 *.AllowedLoyaltyBrand AllwdLltyBrnd Max35Text 0 *.ForceCustomerSelectionFlag ForceCstmrSelctnFlg TrueFalseIndicator 0 1.TotalAmount TtlAmt ImpliedCurrencyAndAmount 0 1.PaymentType PmtTp CardPaymentServiceType13Code 0 1.CashBackFlag CshBckFlg TrueFalseIndicator 0 1.SaleToPOIData SaleToPOIData Max70Text 0 1.SaleToAcquirerData SaleToAcqrrData Max70Text 0 1.SaleToIssuerData SaleToIssrData Max70Text 0 1
CardPaymentServiceType13Code:CardPayment=CRDP CashAdvance=CSHW CashDeposit=CSHD InitialReservation=IRES DeferredPayment=DEFR UpdateReservation=URES PaymentReservation=PRES RecurringPayment=RECP Instalment=INSP IssuerInstalment=INSI Refund=RFND VoiceAuthorisation=VCAU
SupplementaryData1.PlaceAndName PlcAndNm Max350Text 0 1.Envelope Envlp SupplementaryDataEnvelope1 1 1
SupplementaryDataEnvelope1
SaleToPOIServiceResponseV03.Header Hdr Header41 1 1.ServiceResponse SvcRspn ServiceResponse5 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
ServiceResponse5.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ServiceContent SvcCntt RetailerService3Code 1 1.PaymentResponse PmtRspn PaymentResponse3 0 1.ReversalResponse RvslRspn ReversalResponse5 0 1.BalanceInquiryResponse BalNqryRspn BalanceInquiryResponse3 0 1.LoyaltyResponse LltyRspn LoyaltyResponse2 0 1.StoredValueResponse StordValRspn StoredValueResponse4 0 1.BatchResponse BtchRspn BatchResponse3 0 1.CardAcquisitionResponse CardAcqstnRspn CardAcquisitionResponse2 0 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService3Code:FinancialPaymentResponse=FSPP FinancialReversalResponse=FSRP FinancialBalanceInquiryResponse=FSIP FinancialBatchResponse=FSBP FinancialLoyaltyResponse=FSLP FinancialStoredValueResponse=FSVP FinancialEnableServiceResponse=FSEP FinancialCardAcquisitionResponse=FSAP FinancialReconciliationResponse=FSCP
PaymentResponse3.SaleTransactionIdentification SaleTxId TransactionIdentifier1 1 1.SaleReferenceIdentification SaleRefId Max35Text 0 1.POITransactionIdentification POITxId TransactionIdentifier1 1 1.POIReconciliationIdentification POIRcncltnId Max35Text 0 1.IssuerReferenceData IssrRefData Max140Text 0 1.RetailerPaymentResult RtlrPmtRslt RetailerPaymentResult3 1 1.PaymentReceipt PmtRct PaymentReceipt3 0 *.LoyaltyResult LltyRslt LoyaltyResult2 0 *.CustomerOrder CstmrOrdr CustomerOrder1 0 *
RetailerPaymentResult3.TransactionType TxTp CardPaymentServiceType12Code 1 1.AdditionalService AddtlSvc CardPaymentServiceType9Code 0 *.ServiceAttribute SvcAttr CardPaymentServiceType3Code 0 1.RequestedTransaction ReqdTx CardPaymentTransaction110 0 1.TransactionResponse TxRspn CardPaymentTransaction109 0 1.CustomerOrder CstmrOrdr CustomerOrder1 0 *.ImageCapturedSignature ImgCaptrdSgntr CapturedSignature1 0 1.ProtectedCapturedSignature PrtctdCaptrdSgntr ContentInformationType28 0 1.MerchantOverrideFlag MrchntOvrrdFlg TrueFalseIndicator 0 1.CustomerLanguage CstmrLang LanguageCode 0 1.OnlineFlag OnlnFlg TrueFalseIndicator 0 1
CardPaymentServiceType12Code:Balance=BALC CardActivation=CACT CardPayment=CRDP CardsFundTransferPush=CAFH CardVerification=CAVR CashAdvance=CSHW CashDeposit=CSHD DeferredPayment=DEFR Loading=LOAD OriginalCredit=ORCR PINChange=PINC QuasiCash=QUCH Refund=RFND Reservation=RESA ValidityCheck=VALC Unloading=UNLD CardsFundTransfer=CAFT CardsFundTransferPull=CAFL CardInitiatingDirectDebit=CIDD
CardPaymentTransaction109.AuthorisationResult AuthstnRslt AuthorisationResult14 1 1.TransactionVerificationResult TxVrfctnRslt TransactionVerificationResult4 0 *.AllowedProductCode AllwdPdctCd Product4 0 *.NotAllowedProductCode NotAllwdPdctCd Product4 0 *.AdditionalAvailableProduct AddtlAvlblPdct Product5 0 *.Balance Bal AmountAndDirection93 0 1.ProtectedBalance PrtctdBal ContentInformationType28 0 1.Action Actn Action11 0 *.CurrencyConversionEligibility CcyConvsElgblty CurrencyConversion20 0 1
AuthorisationResult14.AuthorisationEntity AuthstnNtty GenericIdentification90 0 1.ResponseToAuthorisation RspnToAuthstn ResponseType10 1 1.AuthorisationCode AuthstnCd Min6Max8Text 0 1.CompletionRequired CmpltnReqrd TrueFalseIndicator 0 1.TMSTrigger TMSTrggr TMSTrigger1 0 1
GenericIdentification90.Identification Id Max35Text 0 1.Type Tp PartyType14Code 1 1.Issuer Issr PartyType4Code 0 1.Country Ctry Min2Max3AlphaText 0 1.ShortName ShrtNm Max35Text 0 1
PartyType14Code:OriginatingPOI=OPOI Merchant=MERC Acceptor=ACCP IntermediaryAgent=ITAG Acquirer=ACQR CardIssuer=CISS DelegateIssuer=DLIS CardApplication=ICCA
ResponseType10.Response Rspn Response9Code 1 1.ResponseReason RspnRsn Max35Text 0 1.AdditionalResponseInformation AddtlRspnInf Max140Text 0 1
Response9Code:Approved=APPR Declined=DECL PartialApproved=PART Suspended=SUSP TechnicalError=TECH
Min6Max8Text;string 6..8
TMSTrigger1.TMSContactLevel TMSCtctLvl TMSContactLevel1Code 1 1.TMSIdentification TMSId Max35Text 0 1.TMSContactDateTime TMSCtctDtTm ISODateTime 0 1
TMSContactLevel1Code:Critical=CRIT AsSoonAsPossible=ASAP DateTime=DTIM
Product4.ProductCode PdctCd Max70Text 1 1.AdditionalProductCode AddtlPdctCd Max70Text 0 1
Product5.ProductCode PdctCd Max70Text 1 1.AdditionalProductCode AddtlPdctCd Max70Text 0 1.AmountLimit AmtLmt ImpliedCurrencyAndAmount 0 1.QuantityLimit QtyLmt DecimalNumber 0 1.UnitOfMeasure UnitOfMeasr UnitOfMeasure6Code 0 1
AmountAndDirection93.Amount Amt ImpliedCurrencyAndAmount 1 1.Currency Ccy ActiveCurrencyCode 1 1.Sign Sgn PlusOrMinusIndicator 0 1
Action11.ActionType ActnTp ActionType9Code 1 1.MessageToPresent MsgToPres ActionMessage8 0 1
ActionType9Code:Busy=BUSY CaptureCard=CPTR DisplayMessage=DISP ForbidOverride=NOVR IdentificationRequired=RQID PINLastTry=PINL PINRetry=PINR PrintMessage=PRNT Referral=RFRL RequestData=RQDT AcceptCurrencyConversion=DCCQ FallForward=FLFW PINRequest=PINQ ConsumerDeviceCardholderVerificationMethod=CDCV CardholderAuthentication=CHDA
CapturedSignature1.ImageFormat ImgFrmt Max35Text 1 1.ImageData ImgData Max2MBBinary 0 1.ImageReference ImgRef Max500Text 0 1.AdditionalInformation AddtlInf Max140Text 0 1
PaymentReceipt3.DocumentQualifier DocQlfr DocumentType7Code 1 1.IntegratedPrintFlag IntgrtdPrtFlg TrueFalseIndicator 0 1.RequiredSignatureFlag ReqrdSgntrFlg TrueFalseIndicator 0 1.OutputContent OutptCntt ActionMessage8 1 1
DocumentType7Code:Journal=JNRL CustomerReceipt=CRCP CashierReceipt=HRCP SaleReceipt=SRCP RelatedPaymentInstruction=RPIN Voucher=VCHR
LoyaltyResult2.Account Acct LoyaltyAccount2 1 1.Amount Amt LoyaltyAmount1 0 1.ServerData SvrData LoyaltyServerData1 0 1.Rebates Rbts LoyaltyRebates1 0 1
LoyaltyServerData1.LoyaltyServerIdentification LltySvrId Max35Text 0 1.ApprovalCode ApprvlCd Min6Max8Text 0 1.LoyaltyTransactionIdentification LltyTxId TransactionIdentifier1 0 1.HostReconciliationIdentification HstRcncltnId Max35Text 0 1
LoyaltyRebates1.TotalRebate TtlRbt ImpliedCurrencyAndAmount 0 1.RebateLabel RbtLabl Max35Text 0 1.SaleItemRebate SaleItmRbt SaleItemRebate1 0 *
SaleItemRebate1.SaleItem SaleItm Product6 1 1.RebateLabel RbtLabl Max35Text 0 1
ReversalResponse5.SaleTransactionIdentification SaleTxId TransactionIdentifier1 1 1.SaleReferenceIdentification SaleRefId Max35Text 0 1.POITransactionIdentification POITxId TransactionIdentifier1 1 1.POIReconciliationIdentification POIRcncltnId Max35Text 0 1.IssuerReferenceData IssrRefData Max140Text 0 1.ReversalTransactionResult RvslTxRslt RetailerReversalResult3 1 1.ReversedAmount RvsdAmt ImpliedCurrencyAndAmount 0 1.Receipt Rct PaymentReceipt3 0 *
RetailerReversalResult3.POIReconciliationIdentification POIRcncltnId Max35Text 0 1.OriginalPaymentTransaction OrgnlPmtTx CardPaymentTransaction110 0 1.CustomerOrder CstmrOrdr CustomerOrder1 0 *
BalanceInquiryResponse3.PaymentAccount PmtAcct PaymentAccount3 0 1.LoyaltyAccount LltyAcct LoyaltyAccount2 0 1.StoredValueAccount StordValAcct StoredValueAccount2 0 *.Receipt Rct PaymentReceipt3 0 *
PaymentAccount3.Currency Ccy ActiveCurrencyCode 0 1.CurrentBalance CurBal ImpliedCurrencyAndAmount 0 1.PaymentAcquirerData PmtAcqrrData Acquirer10 0 1
LoyaltyResponse2.SaleTransactionIdentification SaleTxId TransactionIdentifier1 1 1.POITransactionIdentification POITxId TransactionIdentifier1 1 1.POIReconciliationIdentification POIRcncltnId Max35Text 0 1.Result Rslt LoyaltyResult2 0 *
StoredValueResponse4.POITransactionIdentification POITxId TransactionIdentifier1 1 1.Result Rslt StoredValueData4 0 *.Receipt Rct PaymentReceipt3 0 *
BatchResponse3.PerformedTransaction PrfrmdTx PerformedTransaction3 0 *
PerformedTransaction3.Response Rspn ResponseType11 1 1.SaleTransactionIdentification SaleTxId TransactionIdentifier1 0 1.POITransactionIdentification POITxId TransactionIdentifier1 0 1.POIReconciliationIdentification POIRcncltnId Max35Text 0 1.PaymentResult PmtRslt RetailerPaymentResult3 0 1.LoyaltyResult LltyRslt LoyaltyResult2 0 *.ReversedAmount RvsdAmt ImpliedCurrencyAndAmount 0 1
ResponseType11.Response Rspn Response11Code 1 1.ResponseReason RspnRsn RetailerResultDetail1Code 0 1.AdditionalResponseInformation AddtlRspnInf Max140Text 0 1
Response11Code:Warning=WARN Failure=FAIL Success=SUCC
RetailerResultDetail1Code:Aborted=ABRT Busy=BUSY Cancel=CANC DeviceOut=DEVO WrongPIN=WPIN UnreachableHost=NHOS UnavailableService=UNVS UnavailableDevice=UNVD Refusal=REFU PaymentRestriction=PAYR NotFound=TNFD NotAllowed=NALW LoggedOut=LOUT InvalidCard=IVCA InsertedCard=ICAR InProgress=WIPG
CardAcquisitionResponse2.POITransactionIdentification POITxId TransactionIdentifier1 1 1.PaymentBrand PmtBrnd Max35Text 0 *.CustomerLanguage CstmrLang LanguageCode 0 1.LoyaltyAccount LltyAcct LoyaltyAccount2 0 *.CustomerOrder CstmrOrdr CustomerOrder1 0 *
SaleToPOIReconciliationRequestV03.Header Hdr Header41 1 1.ReconciliationRequest RcncltnReq ReconciliationRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
ReconciliationRequest4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ReconciliationRequestData RcncltnReqData ReconciliationRequestData1 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
ReconciliationRequestData1.ReconciliationType RcncltnTp ReconciliationType1Code 1 1.AcquirerIdentification AcqrrId Max35Text 0 1.POIReconciliationIdentification POIRcncltnId Max35Text 0 1
ReconciliationType1Code:AcquirerReconciliation=AREC AcquirerSynchronisation=ASYN PreviousReconciliation=PREC SaleReconciliation=SREC
SaleToPOIReconciliationResponseV03.Header Hdr Header41 1 1.ReconciliationResponse RcncltnRspn ReconciliationResponse5 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
ReconciliationResponse5.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ReconciliationResponseData RcncltnRspnData ReconciliationResponseData1 1 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
ReconciliationResponseData1.ReconciliationType RcncltnTp ReconciliationType1Code 1 1.POIReconciliationIdentification POIRcncltnId Max35Text 0 1.TransactionTotals TxTtls TransactionTotalsSet1 0 *
TransactionTotalsSet1.PaymentInstrumentType PmtInstrmTp PaymentInstrumentType1Code 1 1.AcquirerIdentification AcqrrId Max35Text 0 1.ReconciliationIdentification RcncltnId Max35Text 0 1.SaleReconciliationIdentification SaleRcncltnId Max35Text 0 1.Brand Brnd Max35Text 0 1.POIIdentification POIId Max35Text 0 1.SaleIdentification SaleId Max35Text 0 1.CashierIdentification CshrId Max35Text 0 1.ShiftNumber ShftNb Max2NumericText 0 1.SponsoredMerchant SpnsrdMrchnt Organisation26 0 *.TransactionTotal TxTtl TransactionTotals8 1 1.LoyaltyTransactionTotal LltyTxTtl LoyaltyTransactionTotals1 0 *
PaymentInstrumentType1Code:Card=CARD Cash=CASH Check=CHCK LoyaltyAccount=LOYT StoredValueAccount=SVAC
TransactionTotals8.POIGroupIdentification POIGrpId Max35Text 0 1.CardProductProfile CardPdctPrfl Max35Text 0 1.Currency Ccy ActiveCurrencyCode 0 1.Type Tp TypeTransactionTotals3Code 1 1.TotalNumber TtlNb Number 1 1.CumulativeAmount CmltvAmt ImpliedCurrencyAndAmount 1 1.DetailedAmount DtldAmt DetailedAmount15 0 1
TypeTransactionTotals3Code:Credit=CRDT CreditReverse=CRDR Debit=DEBT DebitReverse=DBTR Declined=DECL Failed=FAIL Reservation=RESV
LoyaltyTransactionTotals1.POIGroupIdentification POIGrpId Max35Text 0 1.LoyaltyUnit LltyUnit AmountUnit1Code 0 1.CardProductProfile CardPdctPrfl Max35Text 0 1.Currency Ccy ActiveCurrencyCode 0 1.TransactionType TxTp LoyaltyTypeTransactionTotals1Code 1 1.TotalNumber TtlNb Number 1 1.CumulativeAmount CmltvAmt ImpliedCurrencyAndAmount 1 1.DetailedAmount DtldAmt DetailedAmount15 0 1
LoyaltyTypeTransactionTotals1Code:Award=AWRD Rebate=REBA Redemption=REDE ReverseAward=AWRR ReverseRebate=REBR ReverseRedemption=REDR
SaleToPOISessionManagementRequestV03.Header Hdr Header41 1 1.SessionManagementRequest SsnMgmtReq SessionManagementRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
SessionManagementRequest4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ServiceContent SvcCntt RetailerService4Code 1 1.LoginRequest LgnReq LoginRequest3 0 1.LogoutRequest LgtReq LogoutRequest1 0 1.DiagnosisRequest DgnssReq DiagnosisRequest1 0 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService4Code:AdministrativeSessionManagementLoginRequest=SMIQ AdministrativeSessionManagementLogoutRequest=SMOQ AdministrativeSessionManagementDiagnosisRequest=SMDQ
LoginRequest3.LoginDateTime LgnDtTm ISODateTime 1 1.SaleSoftware SaleSftwr PointOfInteractionComponent11 1 *.SaleTerminalData SaleTermnlData SaleTerminalData1 0 1.TrainingModeFlag TrngMdFlg TrueFalseIndicator 0 1.CashierIdentification CshrId Max35Text 0 1.CashierLanguage CshrLang LanguageCode 1 1.ShiftNumber ShftNb Max2NumericText 0 1.TokenRequestedType TknReqdTp SaleTokenScope1Code 0 1.CustomerOrderRequest CstmrOrdrReq CustomerOrderRequest1Code 0 1.POIIdentification POIId PointOfInteractionComponentIdentification2 0 1.TotalsGroupIdentification TtlsGrpId Max35Text 0 1.OutputDisplay OutptDisp ActionMessage8 0 1
SaleTerminalData1.TerminalEnvironment TermnlEnvt AttendanceContext1Code 0 1.SaleReconciliationIdentification SaleRcncltnId Max35Text 0 1
CustomerOrderRequest1Code:Both=BOTH Closed=CLSD Open=OPEN
LogoutRequest1.MaintenanceAllowed MntncAllwd TrueFalseIndicator 0 1
DiagnosisRequest1.HostDiagnosisFlag HstDgnssFlg TrueFalseIndicator 0 1.AcquirerIdentification AcqrrId Max35Text 0 *
SaleToPOISessionManagementResponseV03.Header Hdr Header41 1 1.SessionManagementResponse SsnMgmtRspn SessionManagementResponse4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
SessionManagementResponse4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ServiceContent SvcCntt RetailerService5Code 1 1.LoginResponse LgnRspn LoginResponse3 0 1.DiagnosisResponse DgnssRspn DiagnosisResponse3 0 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService5Code:AdministrativeSessionManagementLoginResponse=SMIP AdministrativeSessionManagementLogoutResponse=SMOP AdministrativeSessionManagementDiagnosisResponse=SMDP
LoginResponse3.POIDateTime POIDtTm ISODateTime 1 1.POISoftware POISftwr PointOfInteractionComponent11 1 *.POICapabilities POICpblties PointOfInteractionCapabilities9 0 1.OutputDisplay OutptDisp ActionMessage8 0 1
DiagnosisResponse3.LoggedSaleIdentification LggdSaleId Max35Text 0 *.POIStatus POISts StatusReportContent10 0 1.HostStatus HstSts HostStatus1 0 *
StatusReportContent10.POICapabilities POICpblties PointOfInteractionCapabilities9 0 1.POIComponent POICmpnt PointOfInteractionComponent11 0 *.POIGroupIdentification POIGrpId Max35Text 0 *.AttendanceContext AttndncCntxt AttendanceContext1Code 0 1.POIDateTime POIDtTm ISODateTime 1 1.DataSetRequired DataSetReqrd DataSetRequest2 0 *.Event Evt TMSEvent8 0 *.Errors Errs Max140Text 0 *
DataSetRequest2.Identification Id DataSetIdentification8 1 1.POIChallenge POIChllng Max140Binary 0 1.TMChallenge TMChllng Max140Binary 0 1.SessionKey SsnKey CryptographicKey15 0 1.DelegationProof DlgtnProof Max5000Binary 0 1.ProtectedDelegationProof PrtctdDlgtnProof ContentInformationType26 0 1
DataSetIdentification8.Name Nm Max256Text 0 1.Type Tp DataSetCategory14Code 1 1.Version Vrsn Max256Text 0 1.CreationDateTime CreDtTm ISODateTime 0 1
DataSetCategory14Code:AcquirerParameters=AQPR ApplicationParameters=APPR BatchCapture=TXCP CaptureResponse=AKCP DelegationData=DLGT ManagementPlan=MGTP MerchantParameters=MRPR SecurityParameters=SCPR SoftwareModule=SWPK StatusReport=STRP TerminalParameters=TRPR VendorParameters=VDPR Parameters=PARA TMSProtocolParameters=TMSP CertificateParameters=CRTF LogFile=LOGF CertificateManagementRequest=CMRQ MediaFile=MDFL SoftwareApplication=SOFT ConfigurationFile=CONF ReportFile=RPFL
TMSEvent8.TimeStamp TmStmp ISODateTime 1 1.Result Rslt TerminalManagementActionResult4Code 1 1.ActionIdentification ActnId TMSActionIdentification7 1 1.AdditionalErrorInformation AddtlErrInf Max70Text 0 1.TerminalManagerIdentification TermnlMgrId Max35Text 0 1.DeviceResponse DvcRspn DeviceResponse4 0 1
TerminalManagementActionResult4Code:AccessDenied=ACCD ConnectionError=CNTE FormatError=FMTE InvalidContent=INVC LengthError=LENE MemoryOverflow=OVER MissingFile=MISS NotSupported=NSUP SignatureError=SIGE Success=SUCC SyntaxError=SYNE Timeout=TIMO UnknownData=UKDT UnknownKeyReference=UKRF InvalidDelegationProof=INDP InvalidDelegationInManagementPlan=IDMP DelegationParametersReceivedUnauthorized=DPRU AnyError=AERR CommunicationError=CMER UnlistedError=ULER
TMSActionIdentification7.ActionType ActnTp TerminalManagementAction5Code 1 1.DataSetIdentification DataSetId DataSetIdentification8 0 1
TerminalManagementAction5Code:Deactivate=DCTV Delete=DELT Download=DWNL Install=INST Restart=RSTR Upload=UPLD Update=UPDT Bind=BIND Rebind=RBND Unbind=UBND Activate=ACTV DeviceRequest=DEVR
DeviceResponse4.Environment Envt CardPaymentEnvironment77 0 1.Context Cntxt CardPaymentContext28 0 1.ServiceContent SvcCntt RetailerService9Code 1 1.DisplayResponse DispRspn DeviceDisplayResponse2 0 1.InputResponse InptRspn DeviceInputResponse3 0 1.PrintResponse PrtRspn DevicePrintResponse1 0 1.SecureInputResponse ScrInptRspn DeviceSecureInputResponse3 0 1.InitialisationCardReaderResponse InitlstnCardRdrRspn DeviceInitialisationCardReaderResponse2 0 1.CardReaderApplicationProtocolDataUnitResponse CardRdrApplPrtcolDataUnitRspn DeviceSendApplicationProtocolDataUnitCardReaderResponse1 0 1.TransmissionResponse TrnsmssnRspn DeviceTransmitMessageResponse1 0 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService9Code:DeviceDisplayResponse=DDYP DeviceInputResponse=DINP DevicePrintResponse=DPRP DevicePlaySoundResponse=DSOP DeviceSecureInputResponse=DSIP DeviceInitialisationCardReaderResponse=DCIP DeviceSendApplicationProtocolDataUnitCardReaderResponse=DCAP DevicePowerOffCardRequestResponse=DCPP DeviceTransmissionMessageResponse=DCOP
DeviceDisplayResponse2.OutputResult OutptRslt OutputResult2 1 *
OutputResult2.DeviceType DvcTp UserInterface4Code 1 1.InformationQualifier InfQlfr InformationQualify1Code 1 1.Response Rspn ResponseType11 1 1
DeviceInputResponse3.OutputResult OutptRslt OutputResult2 0 1.InputResult InptRslt InputResult3 1 1
InputResult3.DeviceType DvcTp SaleCapabilities2Code 1 1.InformationQualifier InfQlfr InformationQualify1Code 1 1.InputResultData InptRsltData InputResultData3 1 1
SaleCapabilities2Code:CashierInput=CHIN CustomerInput=CUIN
InputResultData3.InputCommand InptCmd InputCommand1Code 1 1.ConfirmedFlag ConfdFlg TrueFalseIndicator 0 1.FunctionKey FctnKey Number 0 1.InputMessage InptMsg Max20000Text 0 1.Password Pwd ContentInformationType26 0 1.ImageCapturedSignature ImgCaptrdSgntr CapturedSignature1 0 1
InputCommand1Code:DecimalString=DCSG DigitString=DGSG GetAnyKey=GAKY GetConfirmation=GCNF GetFunctionKey=GFKY GetMenuEntry=GMNE Password=PSWD SiteManager=SITE TextString=TXSG XHTMLText=HTML Signature=SIGN
DevicePrintResponse1.DocumentQualifier DocQlfr DocumentType7Code 1 1
DeviceSecureInputResponse3.CardholderPIN CrdhldrPIN OnLinePIN8 0 1
DeviceInitialisationCardReaderResponse2.CardEntryMode CardNtryMd CardDataReading8Code 0 1.ICCResetData ICCRstData ICCResetData1 0 1.AdditionalInformation AddtlInf Max10000Binary 0 1
ICCResetData1.ATRValue ATRVal Max140Binary 0 1.CardStatus CardSts Max35Binary 0 1
DeviceSendApplicationProtocolDataUnitCardReaderResponse1.Data Data Min1Max256Binary 0 1.CardStatus CardSts Min1Max256Binary 1 1
Min1Max256Binary;base64Binary 1..256
DeviceTransmitMessageResponse1.ReceivedMessage RcvdMsg Max100KBinary 0 1
HostStatus1.AcquirerIdentification AcqrrId Max35Text 1 1.Reachable Rchbl TrueFalseIndicator 0 1
SaleToPOIAdministrativeRequestV03.Header Hdr Header41 1 1.AdministrativeRequest AdmstvReq AdministrativeRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
AdministrativeRequest4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.AdministrativeServiceIdentification AdmstvSvcId Max20000Text 0 1.SupplementaryData SplmtryData SupplementaryData1 0 *
SaleToPOIAdministrativeResponseV03.Header Hdr Header41 1 1.AdministrativeResponse AdmstvRspn AdministrativeResponse4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
AdministrativeResponse4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
SaleToPOIReportRequestV03.Header Hdr Header41 1 1.ReportRequest RptReq ReportRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
ReportRequest4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ServiceContent SvcCntt RetailerService6Code 1 1.ReportTransactionRequest RptTxReq ReportTransactionRequest1 0 1.ReportGetTotalsRequest RptGetTtlsReq ReportGetTotalsRequest1 0 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService6Code:AdministrativeReportTransactionRequest=RPTQ AdministrativeReportGetTotalsRequest=RPAQ
ReportTransactionRequest1.SearchCriteria SchCrit SearchCriteria1 1 *.SearchOutputOrder SchOutptOrdr SearchOutputOrder1 0 1.DescendingOrder DscndgOrdr TrueFalseIndicator 0 1.BlockStart BlckStart PositiveNumber 0 1.BlockStop BlckStop PositiveNumber 0 1
SearchCriteria1.SearchOr SchOr SearchOr1 1 *
SearchOr1.SearchAnd SchAnd SearchAnd1 1 *
SearchAnd1.Target Trgt Max500Text 1 1.Operator Oprtr Operator1Code 1 1.Value Val Max500Text 1 1
Operator1Code:SmallerThan=SMAL SmallerOrEqualTo=SMEQ GreaterThan=GREA GreaterOrEqualTo=GREQ EqualTo=EQAL
SearchOutputOrder1.CriteriaOrder CritOrdr CriteriaOrder1 1 *
CriteriaOrder1.Target Trgt Max500Text 1 1
ReportGetTotalsRequest1.TotalDetails TtlDtls TotalDetails1Code 0 1.TotalFilter TtlFltr TotalFilter1 0 1
TotalDetails1Code:PerCashierIdentification=OPID PerPOIIdentification=PIID PerTotalsGroup=TGID PerShiftNumber=SNID PerSaleIdentification=SAID
TotalFilter1.POIIdentification POIId Max35Text 0 1.SaleIdentification SaleId Max35Text 0 1.CashierIdentification CshrId Max35Text 0 1.ShiftNumber ShftNb Max35Text 0 1.TotalsGroupIdentification TtlsGrpId Max35Text 0 1
SaleToPOIReportResponseV03.Header Hdr Header41 1 1.ReportResponse RptRspn ReportResponse4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
ReportResponse4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.ServiceContent SvcCntt RetailerService7Code 1 1.ReportTransactionResponse RptTxRspn ReportTransactionResponse3 0 1.ReportGetTotalsResponse RptGetTtlsRspn ReportGetTotalsResponse1 0 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService7Code:AdministrativeReportTransactionResponse=RPTP AdministrativeReportGetTotalsResponse=RPAP
ReportTransactionResponse3.ReportFullSize RptFullSz PositiveNumber 1 1.BlockStart BlckStart PositiveNumber 1 1.BlockStop BlckStop PositiveNumber 1 1.TransactionReport TxRpt PointOfInteractionTransactionReport3 0 *
PointOfInteractionTransactionReport3.Response Rspn ResponseType11 1 1.PaymentResponse PmtRspn PaymentResponse3 0 1
ReportGetTotalsResponse1.POIReconciliationIdentification POIRcncltnId Max35Text 1 1.TransactionTotalsSet TxTtlsSet TransactionTotalsSet1 0 *
SaleToPOIAbortV03.Header Hdr Header41 1 1.Abort Abrt SystemAbort4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
SystemAbort4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.SystemAbort SysAbrt AbortData3 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
AbortData3.ExchangeIdentification XchgId Max35Text 1 1.AbortReason AbrtRsn Max140Text 1 1.DisplayOutput DispOutpt ActionMessage8 0 1.TransactionSuccess TxSucss TrueFalseIndicator 0 1
SaleToPOIEventNotificationV03.Header Hdr Header41 1 1.EventNotification EvtNtfctn SystemEventNotification4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
SystemEventNotification4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.EventNotification EvtNtfctn EventNotificationData3 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
EventNotificationData3.RetailerEvent RtlrEvt RetailerEvent3 1 1.MaintenanceRequiredFlag MntncReqrdFlg TrueFalseIndicator 0 1.CustomerLanguage CstmrLang LanguageCode 0 1.DisplayOutput DispOutpt ActionMessage8 0 1
RetailerEvent3.EventTimeStamp EvtTmStmp ISODateTime 1 1.EventToNotify EvtToNtfy EventToNotify2Code 1 1.EventContext EvtCntxt EventContext3 0 1.AdditionalEventInformation AddtlEvtInf Max1025Text 0 1
EventToNotify2Code:Abort=ABRT BeginMaintenance=MAIB CardInserted=CRDI Completed=COMP CardRemoved=CRDR CustomerLanguage=CUSL EndMaintenance=MAIE Initialised=INIT KeyPressed=KEYP MaintenanceRequired=MAIR OutOfOrder=OODR SaleAdmin=SADM SaleWakeUp=SWUP SecurityAlarm=SECA Shutdown=SHUT StopAssistance=SASS Disconnected=DISC Connected=CNTN TransactionApproved=TNOK TransactionDeclined=TNKO
EventContext3.ServiceType SvcTp RetailerService1Code 1 1.ComponentIdentification CmpntId PointOfInteractionComponent11 0 1.SaleIdentification SaleId Max35Text 0 1
RetailerService1Code:DeviceSendApplicationProtocolDataUnitCardReaderRequest=DCAQ AdministrativeAdminRequest=ADAQ AdministrativeAdminResponse=ADAP AdministrativeReportGetTotalsResponse=RPAP AdministrativeReportGetTotalsRequest=RPAQ AdministrativeReportTransactionRequest=RPTQ AdministrativeReportTransactionResponse=RPTP AdministrativeSessionManagementDiagnosisRequest=SMDQ AdministrativeSessionManagementDiagnosisResponse=SMDP AdministrativeSessionManagementLoginRequest=SMIQ AdministrativeSessionManagementLoginResponse=SMIP AdministrativeSessionManagementLogoutRequest=SMOQ AdministrativeSessionManagementLogoutResponse=SMOP DeviceDisplayRequest=DDYQ DeviceDisplayResponse=DDYP DeviceInitialisationCardReaderRequest=DCIQ DeviceInitialisationCardReaderResponse=DCIP DeviceInputNotification=DINO DeviceInputRequest=DINQ DeviceInputResponse=DINP DevicePlaySoundRequest=DSOQ DevicePlaySoundResponse=DSOP DevicePowerOffCardReaderRequest=DCPQ DevicePowerOffCardRequestResponse=DCPP DevicePrintRequest=DPRQ DevicePrintResponse=DPRP DeviceSecureInputRequest=DSIQ DeviceSecureInputResponse=DSIP DeviceSendApplicationProtocolDataUnitCardReaderResponse=DCAP DeviceTransmissionMessageRequest=DCOQ DeviceTransmissionMessageResponse=DCOP FinancialBalanceInquiryRequest=FSIQ FinancialBalanceInquiryResponse=FSIP FinancialBatchRequest=FSBQ FinancialBatchResponse=FSBP FinancialCardAcquisitionRequest=FSAQ FinancialCardAcquisitionResponse=FSAP FinancialEnableServiceRequest=FSEQ FinancialEnableServiceResponse=FSEP FinancialLoyaltyRequest=FSLQ FinancialLoyaltyResponse=FSLP FinancialPaymentRequest=FSPQ FinancialPaymentResponse=FSPP FinancialReconciliationRequest=FSCQ FinancialReconciliationResponse=FSCP FinancialReversalRequest=FSRQ FinancialReversalResponse=FSRP FinancialStoredValueRequest=FSVQ FinancialStoredValueResponse=FSVP SystemAbort=SSAB SystemEventNotification=SSEN SystemMessageRejection=SSRR SystemMessageStatusRequest=SSSQ SystemMessageStatusResponse=SSSP
SaleToPOIMessageStatusRequestV03.Header Hdr Header41 1 1.StatusRequest StsReq MessageStatusRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
MessageStatusRequest4.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.MessageStatusRequestData MsgStsReqData MessageStatusRequestData2 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
MessageStatusRequestData2.ExchangeIdentification XchgId Max35Text 1 1.InitiatingParty InitgPty GenericIdentification177 1 1.ReceiptReprintFlag RctRprntFlg TrueFalseIndicator 0 1.DocumentQualifier DocQlfr DocumentType7Code 0 2
SaleToPOIMessageStatusResponseV03.Header Hdr Header41 1 1.StatusResponse StsRspn MessageStatusResponse5 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
MessageStatusResponse5.Environment Envt CardPaymentEnvironment77 1 1.Context Cntxt CardPaymentContext28 1 1.MessageStatusResponseData MsgStsRspnData MessageStatusResponseData5 1 1.Response Rspn ResponseType11 1 1.SupplementaryData SplmtryData SupplementaryData1 0 *
MessageStatusResponseData5.ExchangeIdentification XchgId Max35Text 1 1.InitiatingParty InitgPty GenericIdentification177 1 1.TransactionResponse TxRspn ResponseType11 1 1.RepeatedLoyaltyResponse RpeatdLltyRspn LoyaltyResponse2 0 1.RepeatedPaymentResponse RpeatdPmtRspn PaymentResponse3 0 1.RepeatedReversalResponse RpeatdRvslRspn ReversalResponse5 0 1.RepeatedStoredValueResponse RpeatdStordValRspn StoredValueResponse4 0 1.RepeatedCardAcquisitionResponse RpeatdCardAcqstnRspn CardAcquisitionResponse2 0 1.RepeatedSendApplicationProtocolDataUnitCardReaderResponse RpeatdSndApplPrtcolDataUnitCardRdrRspn DeviceSendApplicationProtocolDataUnitCardReaderResponse1 0 1
SaleToPOIDeviceRequestV03.Header Hdr Header41 1 1.DeviceRequest DvcReq DeviceRequest4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
DeviceRequest4.Environment Envt CardPaymentEnvironment77 0 1.Context Cntxt CardPaymentContext28 0 1.ServiceContent SvcCntt RetailerService8Code 1 1.DisplayRequest DispReq DeviceDisplayRequest3 0 1.InputRequest InptReq DeviceInputRequest3 0 1.PrintRequest PrtReq DevicePrintRequest3 0 1.PlayResourceRequest PlayRsrcReq DevicePlayResourceRequest1 0 1.SecureInputRequest ScrInptReq DeviceSecureInputRequest3 0 1.InitialisationCardReaderRequest InitlstnCardRdrReq DeviceInitialisationCardReaderRequest3 0 1.CardReaderAPDURequest CardRdrAPDUReq DeviceSendApplicationProtocolDataUnitCardReaderRequest1 0 1.PowerOffCardReaderRequest PwrOffCardRdrReq DevicePoweroffCardReaderRequest3 0 1.TransmissionRequest TrnsmssnReq DeviceTransmitMessageRequest2 0 1.InputNotification InptNtfctn DeviceInputNotification3 0 1.SupplementaryData SplmtryData SupplementaryData1 0 *
RetailerService8Code:DeviceDisplayRequest=DDYQ DeviceInputRequest=DINQ DevicePrintRequest=DPRQ DevicePlaySoundRequest=DSOQ DeviceSecureInputRequest=DSIQ DeviceInitialisationCardReaderRequest=DCIQ DeviceSendApplicationProtocolDataUnitCardReaderRequest=DCAQ DevicePowerOffCardReaderRequest=DCPQ DeviceTransmissionMessageRequest=DCOQ DeviceInputNotification=DINO
DeviceDisplayRequest3.DisplayOutput DispOutpt ActionMessage8 1 *
DeviceInputRequest3.DisplayOutput DispOutpt ActionMessage8 0 1.InputData InptData InputData3 1 1
InputData3.DeviceType DvcTp SaleCapabilities2Code 1 1.InformationQualifier InfQlfr InformationQualify1Code 1 1.InputCommand InptCmd InputCommand1Code 1 1.NotifyCardInputFlag NtfyCardInptFlg TrueFalseIndicator 1 1.MaximumInputTime MaxInptTm Number 0 1.InputText InptTxt ActionMessage8 0 1.ImmediateResponseFlag ImdtRspnFlg TrueFalseIndicator 0 1.WaitUserValidationFlag WaitUsrVldtnFlg TrueFalseIndicator 0 1.BeepKeyFlag BeepKeyFlg TrueFalseIndicator 0 1.GlobalCorrectionFlag GblCrrctnFlg TrueFalseIndicator 0 1.DisableCancelFlag DsblCclFlg TrueFalseIndicator 0 1.DisableCorrectFlag DsblCrrctFlg TrueFalseIndicator 0 1.DisableValidFlag DsblVldFlg TrueFalseIndicator 0 1.MenuBackFlag MenuBckFlg TrueFalseIndicator 0 1
DevicePrintRequest3.DocumentQualifier DocQlfr DocumentType7Code 1 1.ResponseMode RspnMd ResponseMode2Code 1 1.IntegratedPrintFlag IntgrtdPrtFlg TrueFalseIndicator 0 1.RequiredSignatureFlag ReqrdSgntrFlg TrueFalseIndicator 0 1.OutputContent OutptCntt ActionMessage8 1 1
ResponseMode2Code:EndOfPlay=SEND Immediate=IMMD NotRequired=NREQ PrintEnd=PEND
DevicePlayResourceRequest1.ResponseMode RspnMd ResponseMode2Code 0 1.ResourceAction RsrcActn ResourceAction1Code 1 1.SoundVolume SoundVol PercentageRate 0 1.DisplayResolution DispRsltn Max35Text 0 1.Resource Rsrc ResourceContent1 0 1.TimingSlot TmgSlot ProcessingPosition2Code 0 1
ResourceAction1Code:Pause=PAUS Play=STAS PlayInLoop=LOOP Resume=RESU SetDefaultVolume=DVOL Stop=STOS
ResourceContent1.ResourceType RsrcTp ResourceType1Code 1 1.ResourceFormat RsrcFrmt SoundFormat1Code 0 1.Language Lang LanguageCode 0 1.ResourceReference RsrcRef Max1025Text 0 1
ResourceType1Code:TextToSpeech=TEXT UniformResourceIdentifier=URLI
SoundFormat1Code:MessageRef=MSGR SoundRef=SNDR Text=TEXT
ProcessingPosition2Code:After=AFTE With=WITH Before=BEFO Information=INFO
DeviceSecureInputRequest3.PINRequestType PINReqTp PINRequestType1Code 1 1.PINVerificationMethod PINVrfctnMtd Max35Text 0 1.MaximumWaitingTime MaxWtgTm Number 0 1.BeepKeyFlag BeepKeyFlg TrueFalseIndicator 0 1.CardholderPIN CrdhldrPIN OnLinePIN8 0 1
PINRequestType1Code:PINAcquisitionEncryption=PIAE PINAcquisitionVerification=PIAV PINVerifyOnly=PIVO
DeviceInitialisationCardReaderRequest3.WarmResetFlag WarmRstFlg TrueFalseIndicator 0 1.ForceEntryMode ForceNtryMd CardDataReading8Code 0 *.LeaveCardFlag LeavCardFlg TrueFalseIndicator 0 1.MaximumWaitingTime MaxWtgTm Number 0 1.DisplayOutput DispOutpt ActionMessage8 0 1
DeviceSendApplicationProtocolDataUnitCardReaderRequest1.Class Clss Min1Max256Binary 1 1.Instruction Instr Min1Max256Binary 1 1.Parameter1 Param1 Min1Max256Binary 1 1.Parameter2 Param2 Min1Max256Binary 1 1.Data Data Min1Max256Binary 0 1.ExpectedLength XpctdLngth Min1Max256Binary 0 1
DevicePoweroffCardReaderRequest3.PowerOffMaximumWaitingTime PwrOffMaxWtgTm Number 0 1.DisplayOutput DispOutpt ActionMessage8 0 1
DeviceTransmitMessageRequest2.DestinationAddress DstnAdr NetworkParameters7 1 1.MaximumTransmissionTime MaxTrnsmssnTm Number 1 1.MaximumWaitingTime MaxWtgTm Number 0 1.MessageToSend MsgToSnd Max100KBinary 1 1
DeviceInputNotification3.ExchangeIdentification XchgId Max35Text 1 1.OutputContent OutptCntt ActionMessage8 1 1
SaleToPOIDeviceResponseV03.Header Hdr Header41 1 1.DeviceResponse DvcRspn DeviceResponse4 1 1.SecurityTrailer SctyTrlr ContentInformationType25 0 1
`;
