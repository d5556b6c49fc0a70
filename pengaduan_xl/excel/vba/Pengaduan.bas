Attribute VB_Name = "Pengaduan"
Option Explicit
Option Private Module

' Carries a button of the ribbon to Python, for the workbook that is active.
' RunPython and what it needs are in the module xlwings.

Private Const TITLE As String = "Pengaduan"

Public Sub Press(ByVal buttonId As String)
    On Error GoTo Failed
    If ActiveWorkbook Is Nothing Then
        Tell "Tidak ada buku kerja yang terbuka. Buka register pengaduan, lalu tekan tombol ini lagi." & NothingWritten()
    ElseIf Not HasInterpreter() Then
        Tell "Python untuk tombol ini belum diatur atau sudah pindah. Jalankan ""pengaduan pasang"", lalu tekan tombol ini lagi." & NothingWritten()
    Else
        RunPython PythonCommand(buttonId)
    End If
    Exit Sub
Failed:
    Tell "Tombol tidak dapat dijalankan: " & Err.Description & " (" & Err.Number & "). Periksa isi lembar sebelum mengulang."
    Application.StatusBar = False
End Sub

Public Function PythonCommand(ByVal buttonId As String) As String
    PythonCommand = "import pengaduan_xl.excel.run; pengaduan_xl.excel.run.press('" & buttonId & "')"
End Function

Private Function HasInterpreter() As Boolean
    Dim interpreter As String
    #If Mac Then
        ' Excel for Mac may not look outside its own folders; the shell that starts Python tells when it is missing.
        interpreter = GetConfig("INTERPRETER_MAC", "")
        HasInterpreter = interpreter <> ""
    #Else
        interpreter = GetConfig("INTERPRETER_WIN", "")
        HasInterpreter = FileExists(interpreter)
    #End If
End Function

Private Function NothingWritten() As String
    NothingWritten = vbNewLine & vbNewLine & "Tidak ada yang dicatat."
End Function

Private Sub Tell(ByVal message As String)
    MsgBox message, vbExclamation, TITLE
End Sub
